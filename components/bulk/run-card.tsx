'use client'

import { useQuery } from '@tanstack/react-query'
import { Play, RotateCcw, Square, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { IconButton } from '@/components/ui/icon-button'
import { Progress } from '@/components/ui/progress'
import { SafeText } from '@/components/ui/safe-text'
import { liveRuns } from '@/lib/bulk/live-runs'
import type { BulkRun } from '@/lib/bulk/runs'
import { projectsQuery } from '@/lib/queries/projects'
import { SkippedReasons } from './plan-note'
import { RunFailures } from './run-failures'
import { shareOf } from './run-line'
import { useRunWords } from './use-run-words'

/** One run: how it stands, what failed and why, and what can be done about it. */
export function RunCard({ run }: { run: BulkRun }) {
  const t = useTranslations()
  const id = useId()
  const words = useRunWords()
  const { data } = useQuery(projectsQuery())
  const nameOf = (id: string) => data?.projects.find((one) => one.id === id)?.name ?? id
  const detail = words.detail(run.action, nameOf)
  return (
    <article aria-labelledby={id} className="flex flex-col gap-3 px-4 py-3">
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="font-semibold">
            {words.title(run)}
          </h2>
          {detail !== undefined && (
            <p className="wrap-anywhere line-clamp-2 text-ink-soft text-sm">
              <SafeText text={detail} />
            </p>
          )}
          <p className="tabular text-ink-muted text-sm">
            {words.state(run)}
            {run.already > 0 && ` · ${t('bulk.run.already', { count: run.already })}`}
          </p>
        </div>
        <RunButtons run={run} />
      </header>
      {run.phase !== 'finished' && <Progress value={shareOf(run)} label={words.title(run)} />}
      {run.skipped.length > 0 && (
        <Disclosure
          summary={t('bulk.plan.skipped', { count: run.skipped.length })}
          className="text-ink-soft text-sm"
        >
          <SkippedReasons skipped={run.skipped} />
        </Disclosure>
      )}
      {run.failures.length > 0 && <RunFailures run={run} />}
    </article>
  )
}

function RunButtons({ run }: { run: BulkRun }) {
  const t = useTranslations()
  const { runs } = liveRuns()
  const isResting = run.phase === 'finished' || run.phase === 'stopped'
  const failed = run.failures.length
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-1.5">
      {!isResting && (
        <Button size="sm" icon={<Square aria-hidden />} onClick={() => runs.stop(run.key)}>
          {t('bulk.run.stop')}
        </Button>
      )}
      {run.phase === 'stopped' && run.waiting > 0 && (
        <Button size="sm" icon={<Play aria-hidden />} onClick={() => runs.resume(run.key)}>
          {t('bulk.run.resume', { count: run.waiting })}
        </Button>
      )}
      {isResting && failed > 0 && (
        <Button
          size="sm"
          variant="primary"
          icon={<RotateCcw aria-hidden />}
          onClick={() => runs.retry(run.key)}
        >
          {t('bulk.run.retry', { count: failed })}
        </Button>
      )}
      {isResting && (
        <IconButton size="sm" label={t('bulk.run.dismiss')} onClick={() => runs.dismiss(run.key)}>
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
