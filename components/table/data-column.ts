import type { ReactNode } from 'react'

/** How a column is drawn. */
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

/** A column of a `DataTable`. */
export type DataColumn<Row> = {
  id: string
  meta: DataColumnMeta
  /** Draws it. */
  cell: (context: { row: { original: Row } }) => ReactNode
  /** Gives a sort button. */
  enableSorting?: boolean
  /** What the table sorts by when it sorts its own rows. */
  accessorFn?: (row: Row) => unknown
  /** The same, for a field of the row. */
  accessorKey?: keyof Row & string
  /** `false` keeps the column always shown. */
  enableHiding?: boolean
}

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
