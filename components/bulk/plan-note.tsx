'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import type { BulkAction } from '@/lib/bulk/action'
import { type Plan, type Skipped, type SkipReason, skippedByReason } from '@/lib/bulk/plan'
import { imageLimitsQuery } from '@/lib/queries/image-limits'

type Props = { action: BulkAction; plan: Plan }

/** Says which images are left out and why, and what to mind about the others. */
export function PlanNote({ action, plan }: Props) {
  const t = useTranslations()
  const { data: limits } = useQuery(imageLimitsQuery())
  const { most } = limits.tags
  const leaving =
    action.kind === 'visibility'
      ? plan.todo.filter(({ visibility }) => visibility === 'shared').length
      : 0
  const overLimit =
    action.kind === 'addTags'
      ? plan.todo.filter(({ tags }) => new Set([...tags, ...action.tags]).size > most).length
      : 0
  return (
    <>
      {leaving > 0 && (
        <Alert tone="warn">{t('bulk.fields.leavesShared', { count: leaving })}</Alert>
      )}
      {overLimit > 0 && (
        <Alert tone="warn">{t('bulk.plan.overTagLimit', { count: overLimit, limit: most })}</Alert>
      )}
      {plan.skipped.length > 0 && (
        <Alert tone="info" title={t('bulk.plan.skipped', { count: plan.skipped.length })}>
          <SkippedReasons skipped={plan.skipped} />
        </Alert>
      )}
    </>
  )
}

/** How many images were left out for each reason. */
export function SkippedReasons({ skipped }: { skipped: readonly Skipped[] }) {
  const t = useTranslations()
  return (
    <ul>
      {skippedByReason(skipped).map(([reason, count]) => (
        <li key={reason}>{t(`bulk.reasons.${wordOf(reason)}`, { count })}</li>
      ))}
    </ul>
  )
}

const told = [
  'already',
  'foreign',
  'protected',
  'notActive',
  'notDeactivated',
  'notShared',
  'notActiveForCopy',
] as const

function wordOf(reason: SkipReason): (typeof told)[number] | 'other' {
  return told.find((known) => known === reason) ?? 'other'
}
