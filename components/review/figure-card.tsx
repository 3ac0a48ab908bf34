'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { eventually } from '@/components/ui/on-demand'
import { Skeleton } from '@/components/ui/skeleton'
import type { Figure } from '@/lib/schemas/review'
import type { Metric } from './figure-cards'
import { FigureTable } from './figure-table'
import type { Dimension } from './links'

// The charts' library is large and of use here only.
const BarsChart = dynamic(
  () => eventually(() => import('./bars-chart')).then((module) => module.BarsChart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-full" />,
  },
)

export type NamedFigure = Figure & { name: string }

type Props = {
  scope: string
  madeAt: string
  metric: Metric
  dimension: Dimension
  figures: NamedFigure[]
  /** What is not listed one by one. */
  others?: Figure
  /** Keeps the order given instead of the largest first. */
  isOrdered?: boolean
}

const mostBars = 10
const rowHeight = 26

/** Figures of one kind as bars, and as the table that the bars are drawn from. */
export function FigureCard({ dimension, figures, others, metric, isOrdered, ...rest }: Props) {
  const t = useTranslations()
  const id = useId()
  const sorted = isOrdered ? figures : [...figures].sort((a, b) => b[metric] - a[metric])
  const bars = sorted.slice(0, mostBars)
  const title = t(`review.figures.${dimension}`)
  return (
    <Card aria-labelledby={id} className="min-w-0">
      <CardHeader id={id} title={title} />
      <div aria-hidden className="px-3 pt-3" style={{ height: bars.length * rowHeight + 20 }}>
        <BarsChart
          bars={bars.map((bar) => ({ name: bar.name, value: bar[metric] }))}
          metric={metric}
        />
      </div>
      <FigureTable {...rest} label={title} dimension={dimension} figures={sorted} others={others} />
    </Card>
  )
}
