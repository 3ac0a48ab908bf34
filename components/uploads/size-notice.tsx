'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { uploadsQuery } from '@/lib/queries/uploads'
import type { Upload } from '@/lib/upload/browser/upload'

/** Says when a file is larger than what the dashboard can keep while it is sent. */
export function SizeNotice({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const { data } = useQuery(uploadsQuery(upload.scope))
  if (!data || (data.spoolFree !== null && upload.file.size <= data.spoolFree)) return null
  return (
    <Alert tone="warn" role="note">
      {t('uploads.form.overSpool')}
    </Alert>
  )
}
