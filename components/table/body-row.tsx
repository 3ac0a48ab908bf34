// biome-ignore-all lint/a11y/useFocusableInteractive: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
'use client'

import { type Column, flexRender, type Row as TableRow } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { type MouseEvent, memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/class-names'
import { metaOf } from './data-column'
import { actionsCellStyle, cardPlace, cellStyle, rowStyle, selectCellStyle } from './row-style'

/** What rows tell their table. Stays the same object, so that rows need not be drawn again. */
export type RowHandlers = {
  onActivate: (id: string) => void
  onToggle: (id: string, isRange: boolean) => void
  takeFocusWish: () => boolean
}

type BodyRowProps<Row> = {
  row: TableRow<Row>
  index: number
  /** Spoken name. */
  name: string
  /** The visible columns; a change draws the row again. */
  columns: Column<Row>[]
  isActive: boolean
  /** `undefined` where rows cannot be chosen. */
  isSelected: boolean | undefined
  /** Offset in pixels; `undefined` in plain flow. */
  start: number | undefined
  measure: ((node: Element | null) => void) | undefined
  rowActions: ((row: Row) => ReactNode) | undefined
  handlers: RowHandlers
}

const reachable = 'a[href], button, input, [tabindex]'

function BodyRowInner<Row>({
  row,
  index,
  name,
  isActive,
  isSelected,
  start,
  measure,
  rowActions,
  handlers,
}: BodyRowProps<Row>) {
  const t = useTranslations()
  const self = useRef<HTMLTableRowElement>(null)
  useLayoutEffect(() => {
    const node = self.current
    if (node === null) return
    // One stop for Tab per table: only the active row's own controls can be reached.
    for (const control of node.querySelectorAll<HTMLElement>(reachable)) {
      control.tabIndex = isActive ? 0 : -1
    }
    if (!isActive || !handlers.takeFocusWish()) return
    node.focus({ preventScroll: true })
    node.scrollIntoView({ block: 'nearest' })
  })
  useLayoutEffect(() => {
    if (!measure) return
    measure(self.current)
    // Without an element it forgets those that left the page.
    return () => measure(null)
  }, [measure])
  const pick = (event: MouseEvent) => {
    handlers.onActivate(row.id)
    const isControl = (event.target as HTMLElement).closest(reachable) !== self.current
    if (isSelected === undefined || isControl) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) handlers.onToggle(row.id, event.shiftKey)
  }
  return (
    <tr
      ref={self}
      role="row"
      aria-label={name}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-row-id={row.id}
      tabIndex={isActive ? 0 : -1}
      onClick={pick}
      onMouseDown={(event) => {
        // A range is being chosen, not text.
        if (event.shiftKey) event.preventDefault()
      }}
      style={start === undefined ? undefined : { transform: `translateY(${start}px)` }}
      className={cx(rowStyle, start !== undefined && 'absolute inset-x-0 top-0')}
    >
      {isSelected !== undefined && (
        <td role="gridcell" className={selectCellStyle}>
          <Checkbox
            checked={isSelected}
            aria-label={t('kit.table.selectRow', { name })}
            onClick={(event) => {
              event.stopPropagation()
              handlers.onActivate(row.id)
              handlers.onToggle(row.id, event.shiftKey)
            }}
          />
        </td>
      )}
      <RowCells row={row} />
      {rowActions !== undefined && (
        <td role="gridcell" className={actionsCellStyle}>
          {rowActions(row.original)}
        </td>
      )}
    </tr>
  )
}

/** One row, or one card when the table is narrow. Drawn again only when it changes. */
export const BodyRow = memo(BodyRowInner) as typeof BodyRowInner

function RowCells<Row>({ row }: { row: TableRow<Row> }) {
  let fields = -1
  return row.getVisibleCells().map((cell) => {
    const meta = metaOf(cell.column)
    const card = meta.card ?? 'field'
    if (card === 'field') fields += 1
    return (
      <td
        key={cell.id}
        role="gridcell"
        className={cx(
          cellStyle,
          cardPlace(card, fields),
          meta.align === 'end' && 'tabular text-end @max-2xl/table:text-start',
        )}
      >
        {card !== 'title' && (
          <span aria-hidden className="hidden text-ink-muted text-xs @max-2xl/table:block">
            {meta.label}
          </span>
        )}
        {flexRender(cell.column.columnDef.cell, cell.getContext())}
      </td>
    )
  })
}
