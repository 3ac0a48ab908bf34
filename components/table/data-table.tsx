// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: CSS grid takes the native table roles away, so they are given again
'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type ReactNode, useId, useMemo, useRef } from 'react'
import { LoadingNote } from '@/components/feedback/loading-note'
import { type DataColumn, type DataSort, tracksOf } from './data-column'
import { HeaderRow } from './header-row'
import { noSelection, selectionState, toggledAll } from './row-selection'
import { SkeletonRows } from './skeleton-rows'
import { TableRows } from './table-rows'
import { useDataTable } from './use-data-table'

export type DataTableProps<Row> = {
  /** Accessible name of the table. */
  label: string
  /** Defined outside the component or memoised. */
  columns: readonly DataColumn<Row>[]
  /** Kept the same array while nothing changed. */
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** Spoken name of a row. */
  rowName: (row: Row) => string
  /** Rows there are in all; leave out while unknown. */
  total?: number
  /** Ids of columns not shown. */
  hidden?: readonly string[]
  dense?: boolean
  sort?: DataSort | null
  /** Without it the table sorts its own rows by the columns' accessors. */
  onSortChange?: (sort: DataSort) => void
  selected?: ReadonlySet<string>
  /** Makes rows selectable. */
  onSelectedChange?: (selected: Set<string>) => void
  /** Enter on a row. The title cell should also be a link, for mouse and touch. */
  onOpen?: (row: Row) => void
  /** More keys for the row at hand: `{ e: (row) => edit(row) }`. */
  rowKeys?: Readonly<Record<string, (row: Row) => void>>
  /** Buttons or a menu at the end of every row. */
  rowActions?: (row: Row) => ReactNode
  /** Width of that column in pixels. */
  actionsWidth?: number
  /** Called once when the end comes into sight; leave out when there is no more. */
  onEndReached?: () => void
  isLoadingMore?: boolean
  /** No rows are known yet: draws place holders. */
  isLoading?: boolean
  /** Stands in the table when there are no rows. */
  empty?: ReactNode
  /** After the last row, inside the scrolling part: a failed next page, a note. */
  tail?: ReactNode
  /** Below the rows, always in sight: counts, bulk actions. */
  footer?: ReactNode
  /** `j`, `k` and arrows work when nothing has the focus. Only for the main table of a page. */
  takesPageKeys?: boolean
  className?: string
}

/**
 * The list of a screen. Fills the height its parent gives it (`min-h-0 flex-1`), scrolls inside, and
 * becomes a list of cards where it is narrow.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, selected = noSelection, onSelectedChange, isLoading = false } = props
  const { rowActions, actionsWidth = 44, dense = false, footer } = props
  const t = useTranslations()
  const keysId = useId()
  const root = useRef<HTMLTableElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const table = useDataTable(props)
  const ids = useMemo(() => rows.map(props.rowId), [rows, props.rowId])
  const metas = table.columns.map(({ meta }) => meta)
  const isSelectable = onSelectedChange !== undefined
  const tracks = tracksOf(metas, {
    selectable: isSelectable,
    actionsWidth: rowActions ? actionsWidth : 0,
  })

  return (
    <div
      data-density={dense ? 'dense' : undefined}
      className={clsx(
        '@container/table flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-panel',
        props.className,
      )}
    >
      <div ref={scroller} className="thin-scroll min-h-0 flex-1 overflow-auto">
        <table
          ref={root}
          role="grid"
          aria-label={props.label}
          aria-describedby={keysId}
          aria-multiselectable={isSelectable || undefined}
          aria-rowcount={props.total === undefined ? -1 : props.total + 1}
          aria-busy={isLoading || props.isLoadingMore || undefined}
          style={
            { '--tracks': tracks.template, '--least': `${tracks.minWidth}px` } as CSSProperties
          }
          className="block min-w-(--least) @max-2xl/table:min-w-0"
        >
          <HeaderRow
            table={table}
            selection={isSelectable ? selectionState(selected, ids) : undefined}
            onToggleAll={() => onSelectedChange?.(toggledAll(selected, ids))}
            hasActions={rowActions !== undefined}
          />
          {isLoading ? (
            <SkeletonRows
              metas={metas}
              count={12}
              selectable={isSelectable}
              hasActions={rowActions !== undefined}
            />
          ) : (
            <TableRows table={table} options={props} root={root} scroller={scroller} />
          )}
        </table>
        {isLoading && <LoadingNote hidden>{t('kit.table.loadingRows')}</LoadingNote>}
        {!isLoading && rows.length === 0 && props.empty}
        {props.isLoadingMore && (
          <LoadingNote className="justify-center p-3">{t('kit.table.loadingMore')}</LoadingNote>
        )}
        {props.tail}
      </div>
      {footer !== undefined && (
        <div className="border-line border-t bg-panel px-3 py-2">{footer}</div>
      )}
      <p id={keysId} hidden>
        {t('kit.table.keys')}
      </p>
    </div>
  )
}
