'use client'

import { useLocale } from 'next-intl'
import { useMemo, useState } from 'react'
import type { DataColumn, DataSort } from './data-column'
import type { DataTableProps } from './data-table'
import { sortedRows, toggledSort } from './sorted-rows'

type Options<Row> = Pick<
  DataTableProps<Row>,
  'columns' | 'rows' | 'hidden' | 'sort' | 'onSortChange'
>

/** What a table draws: its visible columns, its rows in their order, and the order itself. */
export type TableModel<Row> = {
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  sort: DataSort | undefined
  onSort: (columnId: string) => void
}

/** Column visibility, and sorting where the server does not sort. */
export function useDataTable<Row>(options: Options<Row>): TableModel<Row> {
  const { columns, rows, hidden, sort, onSortChange } = options
  const locale = useLocale()
  const [ownSort, setOwnSort] = useState(sort ?? undefined)
  const order = onSortChange ? (sort ?? undefined) : ownSort
  const isOwn = onSortChange === undefined
  const visible = useMemo(
    () => columns.filter(({ id }) => !hidden?.includes(id)),
    [columns, hidden],
  )
  const sorted = useMemo(
    () => (isOwn ? sortedRows(rows, columns, order, locale) : rows),
    [isOwn, rows, columns, order, locale],
  )
  return {
    columns: visible,
    rows: sorted,
    sort: order,
    onSort: (columnId) => (onSortChange ?? setOwnSort)(toggledSort(order, columnId)),
  }
}
