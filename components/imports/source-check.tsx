'use client'

import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import type { Image } from '@/lib/schemas/image'
import { sourceCheck } from '@/lib/schemas/source-check'

const names = { md5: 'MD5', sha256: 'SHA-256', sha512: 'SHA-512' }
const tones = { same: 'ok', different: 'bad', unknown: 'info' } as const

/** Whether the data is what its publisher lists, for images that keep the publisher's digest. */
export function SourceCheck({ image }: { image: Image }) {
  const t = useTranslations()
  const check = sourceCheck(image)
  if (!check) return null
  const { verdict, value } = check
  const algorithm = names[check.algorithm]
  return (
    <Alert tone={tones[verdict]} role="note" title={t(`imports.check.${verdict}`)}>
      {t(`imports.check.${verdict}Lead`, { algorithm, expected: value })}
    </Alert>
  )
}
