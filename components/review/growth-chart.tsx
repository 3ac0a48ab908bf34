'use client'

import { useLocale, useTranslations } from 'next-intl'
import {
  Area,
  AreaChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatBytes, formatCount } from '@/lib/format'
import type { Metric } from './figure-cards'
import type { GrowthPoint } from './growth'

type Props = { points: GrowthPoint[]; metric: Metric; monthName: (month: string) => string }

const ink = { fill: 'var(--ink-soft)', fontSize: 12 }
const box = {
  background: 'var(--tip)',
  color: 'var(--on-tip)',
  border: 'none',
  borderRadius: 6,
  fontSize: 12,
}

/** One rising area. The table below it says the same in words. */
export function GrowthChart({ points, metric, monthName }: Props) {
  const t = useTranslations()
  const locale = useLocale()
  const words = (value: unknown) =>
    metric === 'bytes' ? formatBytes(Number(value), locale) : formatCount(Number(value), locale)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={points}
        accessibilityLayer={false}
        margin={{ top: 4, right: 16, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="month"
          tick={ink}
          tickLine={false}
          minTickGap={32}
          stroke="var(--line)"
          tickFormatter={monthName}
        />
        <YAxis
          tick={ink}
          tickLine={false}
          axisLine={false}
          width={metric === 'bytes' ? 84 : 56}
          tickFormatter={words}
          allowDecimals={false}
        />
        <Tooltip
          contentStyle={box}
          itemStyle={{ color: 'var(--on-tip)' }}
          labelFormatter={(month) => monthName(String(month))}
          formatter={(value) => [words(value), t(`review.figures.${metric}`)]}
        />
        <Area
          type="stepAfter"
          dataKey="value"
          stroke="var(--accent)"
          strokeWidth={2}
          fill="var(--accent)"
          fillOpacity={0.15}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  )
}
