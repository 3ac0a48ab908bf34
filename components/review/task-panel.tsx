'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { CopyValue } from '@/components/feedback/copy-value'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { NoValue, TimeCell } from '@/components/table/cells'
import { KeyValue, KeyValueList } from '@/components/ui/key-value'
import { SafeLines } from '@/components/ui/safe-lines'
import { SidePanel } from '@/components/ui/side-panel'
import { taskCommand } from '@/lib/commands/service-calls'
import { paths } from '@/lib/paths'
import { taskQuery } from '@/lib/queries/operations'
import type { TaskDetail } from '@/lib/schemas/operations'
import { TaskStatusCell } from './task-status'

type Props = { scope: string; taskId: string; onClose: () => void }

/** One task: what was asked, what Glance says about it, and the image it worked on. */
export function TaskPanel({ scope, taskId, onClose }: Props) {
  const t = useTranslations()
  const task = useQuery(taskQuery(scope, taskId))
  return (
    <SidePanel
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('review.tasks.task')}
      description={<span className="font-mono text-xs">{taskId}</span>}
      closeLabel={t('kit.close')}
      size="lg"
    >
      {task.isPending && <LoadingNote />}
      {task.error && <QueryError error={task.error} onRetry={() => void task.refetch()} />}
      {task.data && <Facts scope={scope} task={task.data} />}
      <CommandDisclosure className="mt-4" command={taskCommand(taskId)} />
    </SidePanel>
  )
}

function Facts({ scope, task }: { scope: string; task: TaskDetail }) {
  const t = useTranslations()
  const ids = [
    ['owner', task.owner],
    ['user', task.user_id],
    ['request', task.request_id],
  ] as const
  return (
    <div className="flex flex-col gap-4">
      <KeyValueList>
        <KeyValue label={t('images.columns.status')}>
          <TaskStatusCell status={task.status} />
        </KeyValue>
        <KeyValue label={t('review.tasks.message')}>
          {task.message ? <SafeLines text={task.message} /> : <NoValue />}
        </KeyValue>
        <KeyValue label={t('review.tasks.image')} mono>
          {task.image_id ? (
            <Link
              href={paths.image(scope, task.image_id)}
              prefetch={false}
              className="text-accent hover:underline"
            >
              {task.image_id}
            </Link>
          ) : (
            <NoValue />
          )}
        </KeyValue>
        <KeyValue label={t('review.tasks.type')}>{task.type}</KeyValue>
        {ids.map(([name, value]) => (
          <KeyValue
            key={name}
            label={t(`review.tasks.${name}`)}
            mono
            action={value && <CopyValue value={value} name={t(`review.tasks.${name}`)} />}
          >
            {value ?? <NoValue />}
          </KeyValue>
        ))}
        <KeyValue label={t('images.columns.created_at')}>
          <TimeCell time={task.created_at} />
        </KeyValue>
        <KeyValue label={t('images.columns.updated_at')}>
          <TimeCell time={task.updated_at} />
        </KeyValue>
        <KeyValue label={t('review.tasks.expires')}>
          <TimeCell time={task.expires_at} />
        </KeyValue>
      </KeyValueList>
      <Json label={t('review.tasks.input')} value={task.input} />
      <Json label={t('review.tasks.result')} value={task.result} />
    </div>
  )
}

function Json({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined) return null
  return (
    <section aria-label={label}>
      <h3 className="mb-1 font-semibold">{label}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus
        tabIndex={0}
        className="thin-scroll overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm"
        translate="no"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  )
}
