'use client'

import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { TimeCell } from '@/components/table/cells'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useAddress } from '@/components/ui/use-address'
import { formatBytes } from '@/lib/format'
import { reviewQuery } from '@/lib/queries/review'
import { type ReviewSnapshot, reviewParsers, reviewQueues } from '@/lib/schemas/review'
import { DeskFrame } from './desk-frame'
import { FigureCards } from './figure-cards'
import { listChoices } from './list-choices'
import { QueueCard } from './queue-card'
import { Thresholds } from './thresholds'

/** What the catalogue holds and what in it wants attention; figures grow while Glance is read. */
export function ReviewDesk({ scope }: { scope: string }) {
  const t = useTranslations()
  const [params, setParams] = useAddress(reviewParsers, 'push')
  const query = useQuery(reviewQuery(scope, params))
  const snapshot = query.data ?? undefined
  return (
    <DeskFrame
      scope={scope}
      title={t('review.title')}
      lead={t('review.lead')}
      actions={
        <>
          {snapshot && (
            <p className="text-ink-muted text-sm">
              {t('review.madeAt')} <TimeCell time={snapshot.madeAt} />
            </p>
          )}
          <Button
            icon={<RefreshCw aria-hidden />}
            loading={query.isFetching}
            onClick={() => void query.refetch()}
          >
            {t('review.refresh')}
          </Button>
          <ShowCommand
            choices={listChoices.map(({ label, command }) => ({ label: t(label), command }))}
          />
        </>
      }
    >
      {query.error && <QueryError error={query.error} onRetry={() => void query.refetch()} />}
      <Progress snapshot={snapshot} isFetching={query.isFetching} />
      <Thresholds params={params} onChange={setParams} />
      <section aria-labelledby="review-queues" className="flex flex-col gap-2">
        <h2 id="review-queues" className="font-semibold text-lg">
          {t('review.queues.title')}
        </h2>
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {reviewQueues.map((queue) => (
            <li key={queue} className="flex">
              <QueueCard scope={scope} queue={queue} params={params} snapshot={snapshot} />
            </li>
          ))}
        </ul>
      </section>
      {snapshot && <Bounds snapshot={snapshot} />}
      {snapshot ? <FigureCards scope={scope} snapshot={snapshot} /> : <Skeleton className="h-64" />}
    </DeskFrame>
  )
}

type ProgressProps = { snapshot: ReviewSnapshot | undefined; isFetching: boolean }

function Progress({ snapshot, isFetching }: ProgressProps) {
  const t = useTranslations()
  const locale = useLocale()
  if (!snapshot) return isFetching ? <LoadingNote>{t('review.begins')}</LoadingNote> : null
  const { count, hidden, bytes } = snapshot.total
  return (
    <div className="flex min-h-8 flex-wrap items-baseline gap-x-6 gap-y-1">
      <p className="tabular text-2xl">
        {t('review.total', { count, bytes: formatBytes(bytes, locale) })}
      </p>
      <p className="tabular text-ink-muted">
        {t('review.totalMore', { hidden, projects: snapshot.projectCount })}
      </p>
      {snapshot.phase !== 'done' && isFetching && (
        <LoadingNote>{t(`review.phase.${snapshot.phase}`)}</LoadingNote>
      )}
    </div>
  )
}

/** Says where a figure is only a lower bound. */
function Bounds({ snapshot: { cut } }: { snapshot: ReviewSnapshot }) {
  const t = useTranslations()
  const which = (['projects', 'hashes', 'shares'] as const).filter((one) => cut[one])
  if (which.length === 0) return null
  return (
    <Alert tone="info" title={t('review.cut.title')}>
      <ul>
        {which.map((one) => (
          <li key={one}>{t(`review.cut.${one}`)}</li>
        ))}
      </ul>
    </Alert>
  )
}
