'use client'

import { clsx } from 'clsx'
import { ArrowRight, CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'
import { formatBytes, formatCount } from '@/lib/format'
import type { QueueFigure, ReviewParams, ReviewQueue, ReviewSnapshot } from '@/lib/schemas/review'
import { queueLink } from './links'

type Props = {
  scope: string
  queue: ReviewQueue
  params: ReviewParams
  snapshot: ReviewSnapshot | undefined
}

/** One queue: how many images stand in it, why, and the way to them. */
export function QueueCard({ scope, queue, params, snapshot }: Props) {
  const t = useTranslations()
  const figure = snapshot?.queues[queue]
  const families = queue === 'hidden' ? (snapshot?.hiddenFamilies ?? []) : []
  const title = t(`review.queues.${queue}.title`)
  return (
    <Card aria-label={title} className="flex w-full flex-col gap-1.5 p-4">
      <h3 className="font-semibold">{title}</h3>
      {figure ? <QueueNumber figure={figure} /> : <Skeleton className="h-7 w-24" />}
      <p className="flex-1 text-ink-muted text-sm">
        {t(`review.queues.${queue}.lead`, { ...params })}
        {families.length > 0 && (
          <span className="mt-1 block">
            {t('review.queues.hiddenFamilies', {
              count: families.length,
              names: families.map(({ key }) => key).join(', '),
            })}
          </span>
        )}
      </p>
      {figure?.state !== 'unknown' && (
        <Link
          href={queueLink(scope, queue, params)}
          prefetch={false}
          className="flex w-fit items-center gap-1 font-medium text-accent hover:underline"
        >
          {t('review.queues.open')}
          <span className="sr-only">{title}</span>
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      )}
    </Card>
  )
}

function QueueNumber({ figure: { count, bytes, state } }: { figure: QueueFigure }) {
  const t = useTranslations()
  const locale = useLocale()
  if (state === 'unknown') return <p className="text-ink-muted">{t('review.queues.unknown')}</p>
  if (state === 'done' && count === 0)
    return (
      <p className="flex h-7 items-center gap-1.5 text-ok">
        <CircleCheck aria-hidden className="size-4" />
        {t('review.queues.none')}
      </p>
    )
  return (
    <p className="tabular flex h-7 items-baseline gap-2">
      <span className={clsx('text-2xl', count === 0 && 'text-ink-muted')}>
        {formatCount(count, locale)}
      </span>
      <span className="text-ink-muted">{formatBytes(bytes, locale)}</span>
      {state === 'counting' && (
        <span className="self-center text-ink-muted">
          <Spinner />
          <span className="sr-only">{t('review.queues.counting')}</span>
        </span>
      )}
    </p>
  )
}
