import { clsx } from 'clsx'
import { ChevronDown, CircleAlert, CircleCheck, CirclePause, ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Progress } from '@/components/ui/progress'
import type { BulkRun } from '@/lib/bulk/runs'
import { useRunWords } from './use-run-words'

type RunLineProps = {
  ref: Ref<HTMLButtonElement>
  run: BulkRun
  panelId: string
  isOpen: boolean
  onToggle: () => void
}

/** The dock's one line: what is being done, how far it is, what failed. Opens and closes the dock. */
export function RunLine({ ref, run, panelId, isOpen, onToggle }: RunLineProps) {
  const t = useTranslations()
  const words = useRunWords()
  const isRunning = run.phase === 'running' || run.phase === 'queued'
  const look = lookOf(run)
  return (
    <>
      {/* Heard when something changes that matters, not with each image. */}
      <p aria-live="polite" className="sr-only">
        {isRunning ? words.title(run) : `${words.title(run)}: ${words.state(run)}`}
      </p>
      <button
        ref={ref}
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        aria-label={t(isOpen ? 'bulk.run.close' : 'bulk.run.open')}
        onClick={onToggle}
        className="flex h-10 w-140 max-w-full items-center gap-2.5 border-line border-s px-3 text-start hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <look.Icon aria-hidden className={clsx('size-4 shrink-0', look.style)} />
        <span className="min-w-0 truncate font-medium">{words.title(run)}</span>
        {isRunning && (
          <Progress
            value={shareOf(run)}
            label={words.title(run)}
            valueText={t('bulk.run.progress', { done: triedOf(run), total: run.total })}
            className="min-w-8 flex-1"
          />
        )}
        <span className="tabular shrink-0 text-ink-muted text-sm max-sm:hidden">
          {words.state(run)}
        </span>
        <ChevronDown
          aria-hidden
          className={clsx('ms-auto size-4 shrink-0 text-ink-muted', !isOpen && 'rotate-180')}
        />
      </button>
    </>
  )
}

function lookOf({ phase, failures }: BulkRun) {
  if (failures.length > 0) return { Icon: CircleAlert, style: 'text-bad' }
  if (phase === 'finished') return { Icon: CircleCheck, style: 'text-ok' }
  return phase === 'running' || phase === 'queued'
    ? { Icon: ListChecks, style: 'text-busy' }
    : { Icon: CirclePause, style: 'text-warn' }
}

/** Images that were tried, whatever came of it. */
export function triedOf({ done, failures }: BulkRun): number {
  return done + failures.length
}

/** The part of a run that is over, from 0 to 1. */
export function shareOf(run: BulkRun): number {
  return run.total === 0 ? 1 : triedOf(run) / run.total
}
