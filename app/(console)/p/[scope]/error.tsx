'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** A fault of our own inside the frame: navigation and uploads stay as they are. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations()
  return (
    <EmptyState
      heading="h1"
      title={t('shell.crash.title')}
      action={<Button onClick={reset}>{t('shell.crash.retry')}</Button>}
    >
      {t('shell.crash.lead')}
    </EmptyState>
  )
}
