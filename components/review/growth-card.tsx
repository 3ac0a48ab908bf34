'use client'

import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { eventually } from '@/components/ui/on-demand'
import { Skeleton } from '@/components/ui/skeleton'
import type { Figure } from '@/lib/schemas/review'
import type { Metric } from './figure-cards'
import { FigureTable } from './figure-table'
import { growthOf } from './growth'

const GrowthChart = dynamic(
  () => eventually(() => import('./growth-chart')).then((module) => module.GrowthChart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-full" />,
  },
)

type Props = { scope: string; madeAt: string; metric: Metric; months: Figure[] }

/** How what is there today came together, by month of creation. */
export function GrowthCard({ months, metric, scope, madeAt }: Props) {
  const t = useTranslations()
  const locale = useLocale()
  const id = useId()
  const points = useMemo(() => growthOf(months, metric), [months, metric])
  const monthName = useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    })
    return (key: string) => {
      const date = new Date(`${key}-01T00:00:00Z`)
      return Number.isNaN(date.getTime()) ? key : format.format(date)
    }
  }, [locale])
  const title = t('review.figures.month')
  const newestFirst = months.map((figure) => ({ ...figure, name: monthName(figure.key) })).reverse()
  return (
    <Card aria-labelledby={id} className="min-w-0">
      <CardHeader id={id} title={title} description={t('review.figures.monthLead')} />
      <div aria-hidden className="h-64 px-3 pt-3">
        <GrowthChart points={points} metric={metric} monthName={monthName} />
      </div>
      <FigureTable
        scope={scope}
        madeAt={madeAt}
        label={title}
        dimension="month"
        figures={newestFirst}
      />
    </Card>
  )
}
