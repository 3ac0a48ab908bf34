'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import type { DeclaredCheck } from '@/lib/image-format/check-declared'

type MismatchNoticeProps = {
  check: DeclaredCheck
  /** What to do about it, in words. */
  help?: string
  actions?: ReactNode
}

/** Stops a declaration that does not fit the content, and says why. */
export function MismatchNotice({ check, help, actions }: MismatchNoticeProps) {
  const t = useTranslations()
  if (check.agrees) return null
  return (
    <Alert tone="bad" role="status" actions={actions}>
      {t(`uploads.mismatch.${check.reason}`, check.params as never)} {help}
    </Alert>
  )
}
