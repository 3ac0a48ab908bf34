'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, Clock, ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { QueryError } from '@/components/feedback/query-error'
import { TimeCell } from '@/components/table/cells'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { SafeText } from '@/components/ui/safe-text'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { importReason } from '@/lib/import-rules'
import { imageTasksQuery } from '@/lib/queries/imports'
import type { ImageTask } from '@/lib/schemas/import'

/** What imports and copies did with an image in the last two days. */
export function ImageTasks({ scope, imageId }: { scope: string; imageId: string }) {
  const t = useTranslations()
  const { data, error, refetch, isFetching } = useQuery(imageTasksQuery(scope, imageId))
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  if (!data) return <Skeleton className="h-40" />
  return (
    <Card>
      <CardHeader title={t('imports.tasks.title')} description={t('imports.tasks.lead')} />
      {data.tasks.length === 0 ? (
        <EmptyState icon={<ListChecks />} title={t('imports.tasks.empty')}>
          {t('imports.tasks.emptyLead')}
        </EmptyState>
      ) : (
        <Table aria-label={t('imports.tasks.title')}>
          <thead>
            <tr>
              <Th className="ps-4">{t('imports.tasks.what')}</Th>
              <Th>{t('imports.tasks.status')}</Th>
              <Th>{t('imports.tasks.message')}</Th>
              <Th>{t('imports.tasks.started')}</Th>
              <Th>{t('imports.tasks.ended')}</Th>
            </tr>
          </thead>
          <tbody>
            {data.tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

const known = ['web-download', 'glance-download', 'glance-direct', 'copy-image'] as const

function TaskRow({ task }: { task: ImageTask }) {
  const t = useTranslations()
  const method = task.input?.import_req?.method
  const name = known.find((one) => one === method?.name) ?? 'other'
  const source = method?.uri ?? method?.glance_region
  const stores = task.input?.backend ?? []
  const reason = task.status === 'failure' ? importReason(task) : undefined
  return (
    <Tr>
      <Td className="py-2 ps-4 align-top">
        <span className="font-medium">{t(`imports.methods.${name}`)}</span>
        {source && (
          <code className="wrap-anywhere block min-w-40 max-w-80 font-mono text-ink-muted text-xs">
            <SafeText text={source} />
          </code>
        )}
        {stores.length > 0 && (
          <span className="block text-ink-muted text-sm">
            {t('imports.tasks.to', { stores: stores.join(', ') })}
          </span>
        )}
      </Td>
      <Td className="py-2 align-top">
        <TaskStatus status={task.status} />
      </Td>
      <Td className="min-w-56 py-2 align-top">
        {reason && <p className="text-pretty">{t(`imports.reasons.${reason}`)}</p>}
        {task.message && (
          <p className="text-ink-muted text-sm">
            <SafeText text={task.message} />
          </p>
        )}
      </Td>
      <Td className="whitespace-nowrap py-2 align-top">
        <TimeCell time={task.created_at} />
      </Td>
      <Td className="whitespace-nowrap py-2 align-top">
        <TimeCell time={task.updated_at} />
      </Td>
    </Tr>
  )
}

function TaskStatus({ status }: { status: string }) {
  const t = useTranslations()
  if (status === 'success')
    return (
      <StatusDot tone="ok" icon={<Check />}>
        {t('imports.tasks.state.success')}
      </StatusDot>
    )
  if (status === 'failure')
    return (
      <StatusDot tone="bad" icon={<CircleAlert />}>
        {t('imports.tasks.state.failure')}
      </StatusDot>
    )
  if (status === 'processing')
    return (
      <StatusDot tone="busy" icon={<Spinner />}>
        {t('imports.tasks.state.processing')}
      </StatusDot>
    )
  return (
    <StatusDot tone="neutral" icon={<Clock />}>
      {status === 'pending'
        ? t('imports.tasks.state.pending')
        : t('imports.tasks.state.other', { status })}
    </StatusDot>
  )
}
