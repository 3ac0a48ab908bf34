'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { formatPercent } from '@/lib/format'
import { uploadsQuery } from '@/lib/queries/uploads'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { findUnfinished } from '@/lib/upload/browser/recognise'
import type { Upload } from '@/lib/upload/browser/upload'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { knownFileOf, needsFile, unfinishedOf } from './unfinished'

/** Recognises a file that an unfinished upload began with, and offers to go on there. */
export function ResumeNotice({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const locale = useLocale()
  const { engine } = liveEngine()
  const { uploads } = useUploads()
  const { data } = useQuery(uploadsQuery(upload.scope))
  const fingerprint = useFingerprint(upload.key)
  const candidates = unfinishedOf(data?.uploads ?? [], uploads)
    .filter((status) => needsFile(status) && status.received > 0)
    .map((status) => ({ ...knownFileOf(status), status }))
  const found = findUnfinished(candidates, { ...upload.file, fingerprint })
  if (!found) return null
  const { status } = found
  const goOn = () => {
    const file = engine.file(upload.key)
    if (!file) return
    engine.dismiss(upload.key)
    engine.adopt(upload.scope, status, file, status.filename)
  }
  return (
    <Alert
      tone="info"
      role="status"
      actions={
        <Button size="sm" onClick={goOn}>
          {t('uploads.form.resumeIt')}
        </Button>
      }
    >
      {t('uploads.form.resumable', {
        percent: formatPercent(status.received / status.size, locale),
        name: status.filename,
      })}
    </Alert>
  )
}

function useFingerprint(key: string): string | null {
  const [fingerprint, setFingerprint] = useState<string | null>(null)
  useEffect(() => {
    let isGone = false
    liveEngine()
      .engine.fingerprint(key)
      .then((value) => isGone || setFingerprint(value))
    return () => {
      isGone = true
    }
  }, [key])
  return fingerprint
}
