// biome-ignore-all lint/a11y/useFocusableInteractive: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type MouseEvent, memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { DataColumn } from './data-column'
import { actionsCellStyle, cardPlace, cellStyle, rowStyle, selectCellStyle } from './row-style'

/** What rows tell their table. Stays the same object, so that rows need not be drawn again. */
export type RowHandlers = {
  onActivate: (id: string) => void
  onToggle: (id: string, isRange: boolean) => void
  takeFocusWish: () => boolean
}

type BodyRowProps<Row> = {
  id: string
  row: Row
  index: number
  /** Spoken name. */
  name: string
  /** The visible columns; a change draws the row again. */
  columns: readonly DataColumn<Row>[]
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
  id,
  row,
  index,
  name,
  columns,
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
    handlers.onActivate(id)
    const isControl = (event.target as HTMLElement).closest(reachable) !== self.current
    if (isSelected === undefined || isControl) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) handlers.onToggle(id, event.shiftKey)
  }
  return (
    <tr
      ref={self}
      role="row"
      aria-label={name}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-row-id={id}
      tabIndex={isActive ? 0 : -1}
      onClick={pick}
      onMouseDown={(event) => {
        // A range is being chosen, not text.
        if (event.shiftKey) event.preventDefault()
      }}
      style={start === undefined ? undefined : { transform: `translateY(${start}px)` }}
      className={clsx(rowStyle, start !== undefined && 'absolute inset-x-0 top-0')}
    >
      {isSelected !== undefined && (
        <td role="gridcell" className={selectCellStyle}>
          <Checkbox
            checked={isSelected}
            aria-label={t('kit.table.selectRow', { name })}
            onClick={(event) => {
              event.stopPropagation()
              handlers.onActivate(id)
              handlers.onToggle(id, event.shiftKey)
            }}
          />
        </td>
      )}
      <RowCells row={row} columns={columns} />
      {rowActions !== undefined && (
        <td role="gridcell" className={actionsCellStyle}>
          {rowActions(row)}
        </td>
      )}
    </tr>
  )
}

/** One row, or one card when the table is narrow. Drawn again only when it changes. */
export const BodyRow = memo(BodyRowInner) as typeof BodyRowInner

type RowCellsProps<Row> = { row: Row; columns: readonly DataColumn<Row>[] }

function RowCells<Row>({ row, columns }: RowCellsProps<Row>) {
  let fields = -1
  return columns.map(({ id, meta, cell }) => {
    const card = meta.card ?? 'field'
    if (card === 'field') fields += 1
    return (
      <td
        key={id}
        role="gridcell"
        data-label={card === 'title' ? undefined : meta.label}
        className={clsx(
          cellStyle,
          cardPlace(card, fields),
          meta.align === 'end' && 'tabular text-end @max-2xl/table:text-start',
        )}
      >
        {cell({ row: { original: row } })}
      </td>
    )
  })
}
