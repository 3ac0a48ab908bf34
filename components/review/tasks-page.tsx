'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { useMemo } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { TimeCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { Segmented } from '@/components/ui/segmented'
import { useAddress } from '@/components/ui/use-address'
import { tasksCommand } from '@/lib/commands/service-calls'
import { tasksQuery } from '@/lib/queries/operations'
import { type Task, type TaskStatus, taskStatuses } from '@/lib/schemas/operations'
import { DeskFrame } from './desk-frame'
import { TaskPanel } from './task-panel'
import { TaskStatusCell } from './task-status'
import { useProjectNames } from './use-project-names'

const choices = ['all', ...taskStatuses] as const
const parsers = {
  status: parseAsStringLiteral(choices).withDefault('all'),
  task: parseAsString,
}

/** What Glance did in the background during the last two days, and with which outcome. */
export function TasksPage({ scope }: { scope: string }) {
  const t = useTranslations()
  const [{ status, task: open }, setAddress] = useAddress(parsers)
  const wanted: TaskStatus | null = status === 'all' ? null : status
  const tasks = useInfiniteQuery(tasksQuery(scope, wanted))
  const rows = useMemo(() => tasks.data?.pages.flatMap((page) => page.tasks) ?? [], [tasks.data])
  const columns = useTaskColumns(scope, rows, (task) => setAddress({ task }))
  return (
    <DeskFrame
      scope={scope}
      title={t('review.tasks.title')}
      lead={t('review.tasks.lead')}
      actions={
        <>
          <IconButton
            label={t('images.list.refresh')}
            loading={tasks.isFetching}
            onClick={() => void tasks.refetch()}
          >
            <RefreshCw aria-hidden />
          </IconButton>
          <ShowCommand command={tasksCommand(wanted)} />
        </>
      }
    >
      <Segmented
        className="w-fit max-w-full overflow-x-auto"
        label={t('review.tasks.status')}
        value={status}
        onValueChange={(next) => setAddress({ status: next })}
        options={choices.map((value) => ({ value, label: t(`review.tasks.statuses.${value}`) }))}
      />
      {tasks.error && <QueryError error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {!tasks.error && (
        <DataTable<Task>
          label={t('review.tasks.title')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          rowName={({ type, id }) => `${type} ${id}`}
          isLoading={tasks.isPending}
          isLoadingMore={tasks.isFetchingNextPage}
          onOpen={({ id }) => setAddress({ task: id })}
          takesPageKeys
          {...(tasks.hasNextPage
            ? { onEndReached: () => void tasks.fetchNextPage() }
            : { total: rows.length })}
          empty={
            <EmptyState heading="h2" title={t('review.tasks.emptyTitle')}>
              {t('review.tasks.emptyLead')}
            </EmptyState>
          }
        />
      )}
      {open !== null && (
        <TaskPanel scope={scope} taskId={open} onClose={() => setAddress({ task: null })} />
      )}
    </DeskFrame>
  )
}

function useTaskColumns(
  scope: string,
  rows: readonly Task[],
  onOpen: (id: string) => void,
): DataColumn<Task>[] {
  const t = useTranslations()
  const names = useProjectNames(
    scope,
    rows.map(({ owner }) => owner),
  )
  return [
    {
      id: 'id',
      meta: { label: t('review.tasks.task'), min: 220, grow: 3, card: 'title' },
      cell: ({ row: { original } }) => (
        <button
          type="button"
          tabIndex={-1}
          className="min-w-0 font-mono text-sm text-ink hover:text-accent hover:underline"
          onClick={() => onOpen(original.id)}
        >
          <MiddleTruncate text={original.id} />
        </button>
      ),
    },
    {
      id: 'type',
      meta: { label: t('review.tasks.type'), min: 150, grow: 1 },
      cell: ({ row }) => row.original.type,
    },
    {
      id: 'status',
      meta: { label: t('images.columns.status'), min: 120, grow: 0 },
      cell: ({ row }) => <TaskStatusCell status={row.original.status} />,
    },
    {
      id: 'owner',
      meta: { label: t('images.columns.owner'), min: 140, grow: 1 },
      cell: ({ row: { original } }) => (
        <span title={original.owner ?? undefined} className="truncate">
          {names(original.owner)}
        </span>
      ),
    },
    {
      id: 'created_at',
      meta: { label: t('images.columns.created_at'), min: 130, grow: 0 },
      cell: ({ row }) => <TimeCell time={row.original.created_at} />,
    },
    {
      id: 'expires_at',
      meta: { label: t('review.tasks.expires'), min: 130, grow: 0 },
      cell: ({ row }) => <TimeCell time={row.original.expires_at} />,
    },
  ]
}
