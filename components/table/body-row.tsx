// biome-ignore-all lint/a11y/useFocusableInteractive: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
'use client'

import { flexRender, type Row as TableRow } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { type CSSProperties, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/class-names'
import { metaOf } from './data-column'
import { actionsCellStyle, cardPlace, cellStyle, rowStyle, selectCellStyle } from './row-style'

type BodyRowProps<Row> = {
  row: TableRow<Row>
  index: number
  /** Spoken name. */
  name: string
  isActive: boolean
  /** `undefined` where rows cannot be chosen. */
  isSelected: boolean | undefined
  start: number | undefined
  measure: ((node: Element | null) => void) | undefined
  actions: ReactNode
  takeFocusWish: () => boolean
  onActivate: () => void
  onToggle: (isRange: boolean) => void
}

const reachable = 'a[href], button, input, [tabindex]'

/** One row, or one card when the table is narrow. */
export function BodyRow<Row>({
  row,
  index,
  name,
  isActive,
  isSelected,
  start,
  measure,
  actions,
  takeFocusWish,
  onActivate,
  onToggle,
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
    if (!isActive || !takeFocusWish()) return
    node.focus({ preventScroll: true })
    node.scrollIntoView({ block: 'nearest' })
  })
  const pick = (event: MouseEvent) => {
    onActivate()
    const isControl = (event.target as HTMLElement).closest(reachable) !== self.current
    if (isSelected === undefined || isControl) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) onToggle(event.shiftKey)
  }
  const position: CSSProperties | undefined =
    start === undefined
      ? undefined
      : { position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${start}px)` }
  let fields = -1
  return (
    <tr
      ref={(node) => {
        self.current = node
        measure?.(node)
      }}
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
      style={position}
      className={rowStyle}
    >
      {isSelected !== undefined && (
        <td role="gridcell" className={selectCellStyle}>
          <Checkbox
            checked={isSelected}
            aria-label={t('kit.table.selectRow', { name })}
            onClick={(event) => {
              event.stopPropagation()
              onActivate()
              onToggle(event.shiftKey)
            }}
          />
        </td>
      )}
      {row.getVisibleCells().map((cell) => {
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
      })}
      {actions !== undefined && (
        <td role="gridcell" className={actionsCellStyle}>
          {actions}
        </td>
      )}
    </tr>
  )
}
