import type { DataColumn, DataSort } from './data-column'

/** The order after a press on a column's name: first ascending, then the other way round. */
export function toggledSort(sort: DataSort | undefined, id: string): DataSort {
  return { id, desc: sort?.id === id && !sort.desc }
}

/**
 * The rows by what their column holds: numbers by size, words as people sort them (`v9` before
 * `v10`). Rows without a value come first. Equal rows keep their order.
 */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
  sort: DataSort | undefined,
  locale: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort?.id)
  const { accessorFn, accessorKey } = column ?? {}
  const sortValue = accessorFn ?? (accessorKey && ((row: Row): unknown => row[accessorKey]))
  if (!sort || !sortValue) return rows
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const compare = (a: unknown, b: unknown): number => {
    if (a === b) return 0
    if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1
    if (b === null || b === undefined) return 1
    if (typeof a === 'number' && typeof b === 'number') return a - b
    return words.compare(String(a), String(b))
  }
  const direction = sort.desc ? -1 : 1
  return rows
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => direction * compare(a.value, b.value))
    .map(({ row }) => row)
}
