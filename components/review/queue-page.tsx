'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, CircleCheck, ListFilter, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { DataTable } from '@/components/table/data-table'
import { useClock } from '@/components/table/use-clock'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { useAddress } from '@/components/ui/use-address'
import type { BulkKind } from '@/lib/bulk/action'
import { formatBytes } from '@/lib/format'
import { paths } from '@/lib/paths'
import { queueQuery } from '@/lib/queries/review'
import { serializeImageListParams } from '@/lib/schemas/image-list'
import {
  mostQueueRows,
  type QueueRow,
  type ReviewList,
  type ReviewListParams,
  reviewListParsers,
  serializeReviewParams,
} from '@/lib/schemas/review'
import { fittingActions } from './fitting-actions'
import { queueFilters } from './links'
import { listChoices } from './list-choices'
import { useQueueColumns } from './queue-columns'

type Chosen = { kinds: readonly BulkKind[]; images: readonly QueueRow[]; onStarted: () => void }

type Props = {
  scope: string
  list: ReviewList
  /** The buttons for the chosen images. */
  drawActions: (chosen: Chosen) => ReactNode
}

const none: ReadonlySet<string> = new Set()

/** The images of one queue, and what can be done with those that are chosen. */
export function QueuePage({ scope, list, drawActions }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const [params] = useAddress(reviewListParsers)
  const query = useQuery(queueQuery(scope, list, params))
  const contents = query.data
  const rows = useMemo(() => contents?.rows ?? [], [contents])
  const columns = useQueueColumns(scope, list, contents?.names)
  const [selected, setSelected] = useState(none)
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected])
  const isOver = contents?.done ?? false
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <Head
        scope={scope}
        list={list}
        params={params}
        isFetching={query.isFetching}
        onRefresh={() => void query.refetch()}
      />
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <Count rows={rows} scanned={contents?.scanned ?? 0} isOver={isOver} />
        {chosen.length === 0 ? (
          <p className="text-ink-muted text-sm">{t('review.queue.choose')}</p>
        ) : (
          drawActions({
            kinds: fittingActions[list],
            images: chosen,
            onStarted: () => setSelected(none),
          })
        )}
      </div>
      {contents?.isCut && (
        <Alert tone="info">{t('review.queue.cut', { count: mostQueueRows })}</Alert>
      )}
      {query.error && <QueryError error={query.error} onRetry={() => void query.refetch()} />}
      {(!query.error || rows.length > 0) && (
        <DataTable<QueueRow>
          label={t(`review.queues.${list}.title`)}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowName={({ name, id }) => name || id}
          isLoading={rows.length === 0 && !isOver}
          isLoadingMore={rows.length > 0 && !isOver && query.isFetching}
          {...(isOver ? { total: rows.length } : {})}
          selected={selected}
          onSelectedChange={setSelected}
          onOpen={({ id }) => router.push(paths.image(scope, id))}
          takesPageKeys
          empty={
            <EmptyState
              icon={<CircleCheck aria-hidden />}
              heading="h2"
              title={t('review.queue.emptyTitle')}
            >
              {t('review.queue.emptyLead')}
            </EmptyState>
          }
        />
      )}
    </div>
  )
}

type HeadProps = Omit<Props, 'drawActions'> & {
  params: ReviewListParams
  isFetching: boolean
  onRefresh: () => void
}

function Head({ scope, list, params, isFetching, onRefresh }: HeadProps) {
  const t = useTranslations()
  const now = useClock()
  // The server knows no hour that the browser would agree with.
  const filters = now === undefined ? undefined : queueFilters(list, params, now)
  const link = filters && serializeImageListParams(paths.images(scope), filters)
  const back = list === 'in-store' ? paths.stores(scope) : paths.review(scope)
  return (
    <header className="flex flex-wrap items-start gap-2">
      <div className="me-auto min-w-0 basis-96">
        <Link
          href={serializeReviewParams(back, params)}
          className="flex w-fit items-center gap-1 text-accent text-sm hover:underline"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t(list === 'in-store' ? 'review.queue.backToStores' : 'review.queue.back')}
        </Link>
        <h1 className="font-semibold text-xl">
          {t(`review.queues.${list}.title`)}
          {list === 'in-store' && `: ${params.store}`}
        </h1>
        <p className="max-w-3xl text-ink-muted">{t(`review.queues.${list}.lead`, { ...params })}</p>
      </div>
      {link && (
        <ButtonLink asChild icon={<ListFilter aria-hidden />}>
          <Link href={link} prefetch={false} title={t('review.queue.inListHint')}>
            {t('review.queue.inList')}
          </Link>
        </ButtonLink>
      )}
      <IconButton label={t('review.refresh')} loading={isFetching} onClick={onRefresh}>
        <RefreshCw aria-hidden />
      </IconButton>
      <ShowCommand
        choices={
          filters
            ? [{ label: t('commands.listThese'), command: { kind: 'list', params: filters } }]
            : listChoices.map(({ label, command }) => ({ label: t(label), command }))
        }
      />
    </header>
  )
}

type CountProps = { rows: readonly QueueRow[]; scanned: number; isOver: boolean }

function Count({ rows, scanned, isOver }: CountProps) {
  const t = useTranslations()
  const locale = useLocale()
  const bytes = rows.reduce((sum, { size }) => sum + (size ?? 0), 0)
  return (
    <p role="status" className="tabular text-ink-muted">
      {t(isOver ? 'review.queue.count' : 'review.queue.counting', {
        count: rows.length,
        bytes: formatBytes(bytes, locale),
        scanned,
      })}
    </p>
  )
}
