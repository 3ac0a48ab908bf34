'use client'

import { CircleAlert, CircleCheck, Clock, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { StatusDot } from '@/components/ui/status-dot'
import type { Tone } from '@/components/ui/tone'
import { type TaskStatus, taskStatuses } from '@/lib/schemas/operations'

const looks: Record<TaskStatus, { tone: Tone; Icon: typeof Clock }> = {
  pending: { tone: 'neutral', Icon: Clock },
  processing: { tone: 'busy', Icon: LoaderCircle },
  success: { tone: 'ok', Icon: CircleCheck },
  failure: { tone: 'bad', Icon: CircleAlert },
}

/** A task's status as icon, word and hue. */
export function TaskStatusCell({ status }: { status: string }) {
  const t = useTranslations()
  const known = taskStatuses.find((one) => one === status)
  if (!known) return status
  const { tone, Icon } = looks[known]
  return (
    <StatusDot tone={tone} icon={<Icon />}>
      {t(`review.tasks.statuses.${known}`)}
    </StatusDot>
  )
}
