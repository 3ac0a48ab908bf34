'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { formatBytes } from '@/lib/format'
import { uploadsQuery } from '@/lib/queries/uploads'
import type { Upload } from '@/lib/upload/browser/upload'
import type { RoomProblem } from './room'
import { useRoom } from './use-room'

/** Says when a file is larger than the cloud takes, or than the dashboard can keep while it is sent. */
export function SizeNotice({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const { data } = useQuery(uploadsQuery(upload.scope))
  const problem = useRoom(upload)
  const isOverSpool = data && (data.spoolFree === null || upload.file.size > data.spoolFree)
  return (
    <>
      {problem && <RoomNotice problem={problem} />}
      {isOverSpool && !problem?.isFinal && (
        <Alert tone="warn" role="note">
          {t('uploads.form.overSpool')}
        </Alert>
      )}
    </>
  )
}

function RoomNotice({ problem }: { problem: RoomProblem }) {
  const t = useTranslations()
  const locale = useLocale()
  const size = (bytes: number) => formatBytes(bytes, locale)
  const words = () => {
    if (problem.kind === 'overCap') return t('uploads.room.overCap', { cap: size(problem.cap) })
    if (problem.kind === 'countFull') return t('uploads.room.countFull', { limit: problem.limit })
    const { used, limit } = problem
    return t(`uploads.room.${problem.kind}`, { used: size(used), limit: size(limit) })
  }
  return (
    <Alert tone={problem.isFinal ? 'bad' : 'warn'} role={problem.isFinal ? 'alert' : 'note'}>
      {words()}
    </Alert>
  )
}
