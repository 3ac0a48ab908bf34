import { expect, it } from 'vitest'
import { growthOf } from './growth'

const month = (key: string, count: number) => ({ key, count, hidden: 0, bytes: count * 10 })

it('sums up month by month and leaves no gap', () => {
  const months = [month('2025-11', 2), month('2026-02', 3)]
  expect(growthOf(months, 'count')).toEqual([
    { month: '2025-11', value: 2 },
    { month: '2025-12', value: 2 },
    { month: '2026-01', value: 2 },
    { month: '2026-02', value: 5 },
  ])
  expect(growthOf(months, 'bytes').at(-1)?.value).toBe(50)
})

it('of nothing is nothing, and of nonsense it ends', () => {
  expect(growthOf([], 'count')).toEqual([])
  expect(growthOf([month('never', 1)], 'count')).toHaveLength(1)
  expect(growthOf([month('1700-01', 1), month('2026-01', 1)], 'count')).toHaveLength(600)
})
