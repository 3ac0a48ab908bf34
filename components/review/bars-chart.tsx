'use client'

import { useLocale } from 'next-intl'
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { formatBytes, formatCount } from '@/lib/format'
import type { Metric } from './figure-cards'

type Props = { bars: Array<{ name: string; value: number }>; metric: Metric }

const nameWidth = 128
const longestName = 18
const ink = { fill: 'var(--ink-soft)', fontSize: 12 }

/** Bars side by side, labelled with their values. The table beside them says the same in words. */
export function BarsChart({ bars, metric }: Props) {
  const locale = useLocale()
  const words = (value: unknown) =>
    metric === 'bytes' ? formatBytes(Number(value), locale) : formatCount(Number(value), locale)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={bars}
        layout="vertical"
        accessibilityLayer={false}
        margin={{ top: 0, right: 80, bottom: 0, left: 0 }}
      >
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis
          type="category"
          dataKey="name"
          width={nameWidth}
          interval={0}
          tickLine={false}
          axisLine={false}
          tick={ink}
          tickFormatter={(name: string) =>
            name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name
          }
        />
        <Bar
          dataKey="value"
          fill="var(--accent)"
          radius={[0, 3, 3, 0]}
          maxBarSize={16}
          minPointSize={2}
          isAnimationActive={false}
        >
          <LabelList dataKey="value" position="right" formatter={words} style={ink} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
