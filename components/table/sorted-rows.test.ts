import { describe, expect, it } from 'vitest'
import type { DataColumn } from './data-column'
import { sortedRows, toggledSort } from './sorted-rows'

type Row = { name: string | null; size?: number }

const column = (id: string, rest: Partial<DataColumn<Row>>): DataColumn<Row> => ({
  id,
  meta: { label: id },
  cell: () => null,
  ...rest,
})
const columns = [
  column('name', { accessorKey: 'name' }),
  column('size', { accessorFn: ({ size }) => size }),
  column('plain', {}),
]
const names = (rows: readonly Row[]) => rows.map(({ name }) => name)

describe('sortedRows', () => {
  const rows: Row[] = [
    { name: 'v10', size: 9 },
    { name: 'V9', size: 10 },
    { name: null },
    { name: 'a', size: 10 },
  ]

  it('sorts words as people do, in both directions', () => {
    const up = sortedRows(rows, columns, { id: 'name', desc: false }, 'en')
    expect(names(up)).toEqual([null, 'a', 'V9', 'v10'])
    const down = sortedRows(rows, columns, { id: 'name', desc: true }, 'en')
    expect(names(down)).toEqual(['v10', 'V9', 'a', null])
  })

  it('sorts numbers by size and keeps the order of equal rows', () => {
    const up = sortedRows(rows, columns, { id: 'size', desc: false }, 'en')
    expect(names(up)).toEqual([null, 'v10', 'V9', 'a'])
    const down = sortedRows(rows, columns, { id: 'size', desc: true }, 'en')
    expect(names(down)).toEqual(['V9', 'a', 'v10', null])
  })

  it('leaves rows alone without a value to sort by', () => {
    expect(sortedRows(rows, columns, { id: 'plain', desc: false }, 'en')).toBe(rows)
    expect(sortedRows(rows, columns, undefined, 'en')).toBe(rows)
  })
})

it('turns the order round with every further press', () => {
  const first = toggledSort(undefined, 'name')
  expect(first).toEqual({ id: 'name', desc: false })
  expect(toggledSort(first, 'name')).toEqual({ id: 'name', desc: true })
  expect(toggledSort({ id: 'name', desc: true }, 'size')).toEqual({ id: 'size', desc: false })
})
