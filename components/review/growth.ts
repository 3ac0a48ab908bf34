import type { Figure } from '@/lib/schemas/review'

export type GrowthPoint = { month: string; value: number }

const mostMonths = 600

/**
 * The sum up to and including each month, without gaps: a month in which nothing was created holds
 * what the one before held.
 *
 * @param months Figures by month (`2026-11`), oldest first.
 */
export function growthOf(months: readonly Figure[], metric: 'count' | 'bytes'): GrowthPoint[] {
  const known = new Map(months.map((figure) => [figure.key, figure[metric]]))
  const last = months.at(-1)?.key
  const points: GrowthPoint[] = []
  let value = 0
  for (let month = months[0]?.key; month && last && month <= last; month = following(month)) {
    value += known.get(month) ?? 0
    points.push({ month, value })
    if (points.length >= mostMonths) break
  }
  return points
}

function following(month: string): string | undefined {
  const date = new Date(`${month}-01T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return undefined
  date.setUTCMonth(date.getUTCMonth() + 1)
  return date.toISOString().slice(0, 7)
}
