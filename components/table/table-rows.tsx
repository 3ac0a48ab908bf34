// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
'use client'

import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { BodyRow, type RowHandlers } from './body-row'
import type { DataTableProps } from './data-table'
import { changed, noSelection, toggledAll, toggledSelection } from './row-selection'
import type { TableModel } from './use-data-table'
import { type RowKeys, useRowKeys } from './use-row-keys'
import { useVirtualRows } from './use-virtual-rows'

type TableRowsProps<Row> = {
  table: TableModel<Row>
  /** The props of the table around. */
  options: DataTableProps<Row>
  root: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLDivElement | null>
}

/** The rows with their keys and choices. Scrolling draws only this part again. */
export function TableRows<Row>({ table, options, root, scroller }: TableRowsProps<Row>) {
  const { selected = noSelection, onSelectedChange, rowKeys } = options
  const [anchor, setAnchor] = useState<string>()
  const { columns, rows: drawn } = table
  const { rowId } = options
  const ids = useMemo(() => drawn.map(rowId), [drawn, rowId])
  const actOn = (id: string, act: ((row: Row) => void) | undefined) => {
    const row = drawn[ids.indexOf(id)]
    if (row !== undefined) act?.(row)
    return act !== undefined
  }
  const pageSize = useRef((): number => 1)

  const toggle = (id: string, isRange: boolean) => {
    onSelectedChange?.(toggledSelection(selected, ids, id, anchor, isRange))
    if (!isRange) setAnchor(id)
  }
  const choose = onSelectedChange && {
    onToggle: toggle,
    onExtend: (from: string, to: string) => {
      const places = [ids.indexOf(from), ids.indexOf(to)]
      const between = ids.slice(Math.min(...places), Math.max(...places) + 1)
      onSelectedChange(changed(selected, between, true))
    },
    onToggleAll: () => onSelectedChange(toggledAll(selected, ids)),
    onClear: selected.size > 0 ? () => onSelectedChange(new Set()) : undefined,
  }
  const { onOpen } = options
  const keys = useRowKeys({
    ids,
    root,
    ...choose,
    onOpen: onOpen && ((id) => void actOn(id, onOpen)),
    onKey: (key, id) => actOn(id, rowKeys?.[key]),
    takesPageKeys: options.takesPageKeys ?? false,
    pageSize: () => pageSize.current(),
  })
  const virtual = useVirtualRows({
    scroller,
    ids,
    activeIndex: keys.activeIndex,
    isDense: options.dense ?? false,
    onEndReached: options.onEndReached,
  })
  const handlers = useStableHandlers(toggle, keys)
  useLayoutEffect(() => {
    pageSize.current = virtual.pageSize
  })

  return (
    <tbody
      role="rowgroup"
      onKeyDown={keys.onKeyDown}
      className="relative block"
      style={{ height: virtual.totalSize }}
    >
      {virtual.items.map(({ index, start }) => {
        const row = drawn[index]
        const id = ids[index]
        return (
          row !== undefined &&
          id !== undefined && (
            <BodyRow<Row>
              key={id}
              id={id}
              row={row}
              index={index}
              name={options.rowName(row)}
              columns={columns}
              isActive={index === keys.activeIndex}
              isSelected={onSelectedChange && selected.has(id)}
              start={start}
              measure={virtual.measure}
              rowActions={options.rowActions}
              handlers={handlers}
            />
          )
        )
      })}
    </tbody>
  )
}

function useStableHandlers(
  onToggle: RowHandlers['onToggle'],
  { activate, takeFocusWish }: RowKeys,
): RowHandlers {
  const latest = useRef({ onToggle, activate, takeFocusWish })
  useLayoutEffect(() => {
    latest.current = { onToggle, activate, takeFocusWish }
  })
  return useMemo(
    () => ({
      onActivate: (id) => latest.current.activate(id),
      onToggle: (id, isRange) => latest.current.onToggle(id, isRange),
      takeFocusWish: () => latest.current.takeFocusWish(),
    }),
    [],
  )
}
