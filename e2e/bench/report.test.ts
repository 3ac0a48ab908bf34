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
