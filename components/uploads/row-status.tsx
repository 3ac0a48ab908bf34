'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatClock, formatPercent, formatSpeed } from '@/lib/format'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { remainingSeconds } from '@/lib/upload/browser/speed'
import type { Upload } from '@/lib/upload/browser/upload'

/** One line of words on how an upload stands. */
export function RowStatus({ upload }: { upload: Upload }) {
  const t = useTranslations()
  const words = useStageWords(upload)
  const flow = useFlow(upload)
  return (
    <p className="tabular flex min-w-0 flex-wrap gap-x-2 text-ink-muted text-xs">
      {words !== null && <span>{words}</span>}
      {flow.map((part) => (
        <span key={part} className="whitespace-nowrap">
          {part}
        </span>
      ))}
      {!upload.survivesBreak && upload.stage.phase === 'sending' && (
        <span className="text-warn">{t('uploads.row.relayed')}</span>
      )}
    </p>
  )
}

function useStageWords({ stage, serverState }: Upload): string | null {
  const t = useTranslations()
  switch (stage.phase) {
    case 'sending':
    case 'forwarding':
      if (serverState === 'waiting' || serverState === 'replaying') {
        return t('uploads.stage.glanceBroke')
      }
      return stage.phase === 'sending' ? null : t('uploads.stage.forwarding')
    case 'waiting': {
      if (stage.reason !== 'server') return t(`uploads.stage.${stage.reason}`)
      const seconds = stage.until === null ? 0 : (stage.until - Date.now()) / 1000
      return seconds > 1
        ? t('uploads.stage.server', { time: formatClock(seconds) })
        : t('uploads.stage.serverNow')
    }
    case 'lined_up':
    case 'creating':
    case 'paused':
    case 'verifying':
    case 'cancelling':
      return t(`uploads.stage.${stage.phase}`)
    default:
      return null
  }
}

// Both hops, speed and time left, while bytes flow; the shares alone while it rests.
function useFlow({ key, stage, file, sent, received, forwarded }: Upload): string[] {
  const t = useTranslations()
  const locale = useLocale()
  const percent = (bytes: number) => formatPercent(file.size ? bytes / file.size : 0, locale)
  if (stage.phase === 'paused' || stage.phase === 'waiting') {
    return received > 0 ? [t('uploads.row.toUs', { percent: percent(received) })] : []
  }
  if (stage.phase !== 'sending' && stage.phase !== 'forwarding') return []
  const pace = liveEngine().engine.pace(key)
  const isSending = stage.phase === 'sending'
  const speed = isSending ? pace.toUs : pace.intoGlance
  const left = remainingSeconds(file.size - (isSending ? sent : forwarded), speed)
  return [
    ...(isSending ? [t('uploads.row.toUs', { percent: percent(sent) })] : []),
    t('uploads.row.intoGlance', { percent: percent(forwarded) }),
    ...(speed === null ? [] : [formatSpeed(speed, locale)]),
    ...(left === null ? [] : [t('uploads.row.left', { time: formatClock(left) })]),
  ]
}
