import type { ColumnDef } from '@tanstack/react-table'

/** How a column is drawn; everything TanStack's own definition has no word for. */
export type DataColumnMeta = {
  /** Plain words: the header, the column chooser, and the label on a card. */
  label: string
  /** Least width in pixels. 96 without it. */
  min?: number
  /** Share of the room left over; 0 keeps the column at `min`. 1 without it. */
  grow?: number
  /** `end` for numbers. */
  align?: 'start' | 'end'
  /** Its place when rows become cards. `field` without it. */
  card?: 'title' | 'field' | 'full' | 'hidden'
}

/**
 * A column of a `DataTable`: TanStack's definition with an id and our `meta`.
 * `cell: ({ row }) => …` draws; `enableSorting: true` gives a sort button (with `accessorFn` or
 * `accessorKey` when the table sorts by itself); `enableHiding: false` keeps it always shown.
 */
export type DataColumn<Row> = ColumnDef<Row> & { id: string; meta: DataColumnMeta }

/** Which column rows are sorted by. */
export type DataSort = { id: string; desc: boolean }

export const selectWidth = 36
const usualMin = 96

/** The grid tracks of a row, and the width below which the table scrolls sideways. */
export function tracksOf(
  metas: readonly DataColumnMeta[],
  { selectable, actionsWidth }: { selectable: boolean; actionsWidth: number },
): { template: string; minWidth: number } {
  const tracks = metas.map(({ min = usualMin, grow = 1 }) =>
    grow === 0 ? `${min}px` : `minmax(${min}px, ${grow}fr)`,
  )
  const fixed = (selectable ? selectWidth : 0) + actionsWidth
  if (selectable) tracks.unshift(`${selectWidth}px`)
  if (actionsWidth > 0) tracks.push(`${actionsWidth}px`)
  const minWidth = metas.reduce((sum, { min = usualMin }) => sum + min, fixed)
  return { template: tracks.join(' '), minWidth }
}

/** Meta of a column that `DataTable` made from a `DataColumn`. */
export function metaOf(column: { columnDef: { meta?: object } }): DataColumnMeta {
  return column.columnDef.meta as DataColumnMeta
}
