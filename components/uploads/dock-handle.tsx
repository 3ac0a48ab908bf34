'use client'

import { clsx } from 'clsx'
import { ChevronDown, CircleAlert, CircleCheck, UploadCloud } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Progress } from '@/components/ui/progress'
import { formatClock, formatPercent } from '@/lib/format'
import { paths } from '@/lib/paths'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { remainingSeconds } from '@/lib/upload/browser/speed'
import { isBusy, type Totals } from '@/lib/upload/browser/totals'
import type { Upload } from '@/lib/upload/browser/upload'

type DockHandleProps = {
  ref: Ref<HTMLButtonElement>
  scope: string
  panelId: string
  uploads: readonly Upload[]
  totals: Totals
  /** Uploads of earlier visits that need their file. */
  unfinished: number
  isOpen: boolean
  onToggle: () => void
}

/** The dock's one line: how many, how far, how long. Opens and closes the rows. */
export function DockHandle(props: DockHandleProps) {
  const { scope, uploads, totals, unfinished } = props
  const t = useTranslations()
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {uploads.length > 0 && <Summary totals={totals} />}
      </p>
      {unfinished > 0 && (
        <p className="me-auto flex h-10 items-center gap-3 px-4 text-sm">
          {t('uploads.dock.unfinished', { count: unfinished })}
          <Link href={paths.uploads(scope)} className="rounded-xs text-accent hover:underline">
            {t('uploads.dock.showUnfinished')}
          </Link>
        </p>
      )}
      {uploads.length > 0 && <Line {...props} />}
    </>
  )
}

function Line({ ref, panelId, uploads, totals, isOpen, onToggle }: DockHandleProps) {
  const t = useTranslations()
  const locale = useLocale()
  const busy = isBusy(totals)
  const Icon = totals.failed > 0 ? CircleAlert : busy ? UploadCloud : CircleCheck
  const left = timeLeft(uploads, totals)
  return (
    <button
      ref={ref}
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      aria-label={t(isOpen ? 'uploads.dock.close' : 'uploads.dock.open')}
      onClick={onToggle}
      className="flex h-10 w-104 max-w-full items-center gap-2.5 border-line border-s px-3 text-start hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <Icon
        aria-hidden
        className={clsx(
          'size-4 shrink-0',
          totals.failed > 0 ? 'text-bad' : busy ? 'text-busy' : 'text-ok',
        )}
      />
      <span className="shrink-0 font-medium">{words()}</span>
      {busy && (
        <>
          <span className="tabular shrink-0 text-ink-muted text-sm">
            {t('uploads.dock.count', { done: totals.done, all: uploads.length })}
          </span>
          <Progress
            value={totals.share}
            label={t('uploads.dock.title')}
            className="min-w-8 flex-1"
          />
          <span className="tabular shrink-0 text-ink-muted text-sm">
            {formatPercent(totals.share, locale)}
            {left !== null && ` · ${formatClock(left)}`}
          </span>
        </>
      )}
      <ChevronDown
        aria-hidden
        className={clsx('ms-auto size-4 shrink-0 text-ink-muted', !isOpen && 'rotate-180')}
      />
    </button>
  )

  function words() {
    if (busy) return t('uploads.dock.title')
    if (totals.failed > 0) return t('uploads.dock.someFailed', { count: totals.failed })
    if (totals.paused > 0) return t('uploads.dock.paused', { count: totals.paused })
    return t('uploads.dock.allDone', { count: totals.done })
  }
}

// Heard by screen readers: changes with the numbers and with each tenth, not with each percent.
function Summary({ totals }: { totals: Totals }) {
  const t = useTranslations()
  const locale = useLocale()
  const { running, waiting, done, failed, share } = totals
  const percent = formatPercent(Math.floor(share * 10) / 10, locale)
  const parts = [
    running > 0 && t('uploads.dock.summary.runs', { count: running }),
    waiting > 0 && t('uploads.dock.summary.waits', { count: waiting }),
    done > 0 && t('uploads.dock.summary.done', { count: done }),
    failed > 0 && t('uploads.dock.summary.failed', { count: failed }),
    t('uploads.dock.summary.inAll', { percent }),
  ].filter((part) => part !== false)
  return new Intl.ListFormat(locale, { type: 'unit' }).format(parts)
}

function timeLeft(uploads: readonly Upload[], totals: Totals): number | null {
  const { engine } = liveEngine()
  const speeds = uploads.map(({ key }) => engine.pace(key).toUs ?? 0)
  const speed = speeds.reduce((sum, one) => sum + one, 0)
  return remainingSeconds(totals.size - totals.sent, speed)
}
