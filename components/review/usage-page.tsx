'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { usageCommand } from '@/lib/commands/service-calls'
import { formatBytes, formatCount } from '@/lib/format'
import { usageQuery } from '@/lib/queries/operations'
import { reviewQuery } from '@/lib/queries/review'
import { loadReviewParams } from '@/lib/schemas/review'
import { DeskFrame } from './desk-frame'
import { FigureTable } from './figure-table'
import { listChoices } from './list-choices'

const usualParams = loadReviewParams(new URLSearchParams())
const mebibyte = 1024 ** 2

type Props = { scope: string; projectName: string }

/** What this project uses of its limits, and what each project has. */
export function UsagePage({ scope, projectName }: Props) {
  const t = useTranslations()
  const usage = useQuery(usageQuery(scope))
  const review = useQuery(reviewQuery(scope, usualParams))
  const snapshot = review.data ?? undefined
  const limits = Object.entries(usage.data?.usage ?? {})
  const nameOf = (id: string) =>
    snapshot?.names[id] === null
      ? t('review.figures.goneProject', { id })
      : (snapshot?.names[id] ?? (id || t('review.figures.none')))
  return (
    <DeskFrame
      scope={scope}
      title={t('review.usage.title')}
      lead={t('review.usage.lead')}
      actions={
        <ShowCommand
          choices={[
            { label: t('commands.usage'), command: usageCommand() },
            ...listChoices.map(({ label, command }) => ({ label: t(label), command })),
          ]}
        />
      }
    >
      <Card>
        <CardHeader
          title={t('review.usage.limits', { project: projectName })}
          description={t('review.usage.limitsLead')}
        />
        <CardBody className="flex flex-col gap-4">
          {usage.isPending && <LoadingNote />}
          {usage.error && <QueryError error={usage.error} onRetry={() => void usage.refetch()} />}
          {usage.data && limits.length === 0 && (
            <p className="text-ink-muted">{t('review.usage.noLimits')}</p>
          )}
          {limits.map(([name, one]) => (
            <Limit key={name} name={name} limit={one.limit} used={one.usage} />
          ))}
        </CardBody>
      </Card>
      <Card className="min-w-0">
        <CardHeader
          title={t('review.usage.projects')}
          description={t('review.usage.projectsLead')}
        />
        {review.error && <QueryError error={review.error} onRetry={() => void review.refetch()} />}
        {review.isFetching && (
          <LoadingNote className="p-3">{t('review.stores.counting')}</LoadingNote>
        )}
        {snapshot && (
          <FigureTable
            scope={scope}
            madeAt={snapshot.madeAt}
            label={t('review.figures.project')}
            dimension="project"
            figures={snapshot.projects.map((figure) => ({ ...figure, name: nameOf(figure.key) }))}
            others={snapshot.otherProjects}
          />
        )}
      </Card>
    </DeskFrame>
  )
}

const known = [
  'image_size_total',
  'image_stage_total',
  'image_count_total',
  'image_count_uploading',
] as const

function Limit({ name, limit, used }: { name: string; limit: number; used: number }) {
  const t = useTranslations()
  const locale = useLocale()
  const resource = known.find((one) => one === name)
  // The two sizes are MiB, the two counts are images.
  const isSize = name === 'image_size_total' || name === 'image_stage_total'
  const amount = (value: number) =>
    isSize ? formatBytes(value * mebibyte, locale) : formatCount(value, locale)
  const label = resource ? t(`review.usage.resources.${resource}`) : name
  const words =
    limit < 0
      ? t('review.usage.unlimited', { used: amount(used) })
      : t('review.usage.of', { used: amount(used), limit: amount(limit) })
  const share = limit > 0 ? used / limit : used > 0 ? 1 : 0
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap justify-between gap-2">
        <span>{label}</span>
        <span className="tabular text-ink-muted">{words}</span>
      </p>
      {limit >= 0 && (
        <Progress
          value={share}
          label={label}
          valueText={words}
          tone={share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'accent'}
        />
      )}
    </div>
  )
}
