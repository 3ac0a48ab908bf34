import { expect, it } from 'vitest'
import { mergeRows } from './report'
import type { Row } from './rows'

const row = (section: string, what: string): Row => ({
  section,
  what,
  ours: 1,
  reference: null,
  unit: 's',
  ratio: null,
  target: null,
  met: null,
})

it('keeps why a target is missed until it is met', () => {
  const missed = { ...row('list', 'warm'), met: false }
  const before = [{ ...missed, why: 'known', on: '2026-01-01' }]
  expect(mergeRows(before, [missed], '2026-02-02')[0]?.why).toBe('known')
  expect(mergeRows(before, [{ ...missed, met: true }], '2026-02-02')[0]?.why).toBeUndefined()
  expect(mergeRows(before, [{ ...missed, why: 'newer' }], '2026-02-02')[0]?.why).toBe('newer')
})

it('keeps the sections that were not measured, with their date and place', () => {
  const before = [
    { ...row('upload', 'small'), on: '2026-01-01' },
    { ...row('list', 'gone by now'), on: '2026-01-01' },
  ]
  const merged = mergeRows(before, [row('list', 'warm'), row('weight', 'script')], '2026-02-02')
  expect(merged.map(({ section, what, on }) => [section, what, on])).toEqual([
    ['upload', 'small', '2026-01-01'],
    ['list', 'warm', '2026-02-02'],
    ['weight', 'script', '2026-02-02'],
  ])
})
