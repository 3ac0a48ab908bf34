'use client'

import {
  functionalUpdate,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  type Table,
  useReactTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { DataColumn } from './data-column'
import type { DataTableProps } from './data-table'

type Options<Row> = Pick<
  DataTableProps<Row>,
  'columns' | 'rows' | 'rowId' | 'hidden' | 'sort' | 'onSortChange'
>

/** TanStack's table with our column visibility and sorting. */
export function useDataTable<Row>({
  columns,
  rows,
  rowId,
  hidden,
  sort,
  onSortChange,
}: Options<Row>): Table<Row> {
  const [ownSorting, setOwnSorting] = useState<SortingState>(sort ? [sort] : [])
  const sorting = onSortChange ? (sort ? [sort] : []) : ownSorting
  const columnVisibility = useMemo(
    () => Object.fromEntries((hidden ?? []).map((id) => [id, false])),
    [hidden],
  )
  const sortable = useMemo(() => columns.map(withAccessor), [columns])
  return useReactTable<Row>({
    data: rows as Row[],
    columns: sortable,
    getRowId: rowId,
    state: { columnVisibility, sorting },
    defaultColumn: { enableSorting: false, sortDescFirst: false },
    enableMultiSort: false,
    enableSortingRemoval: false,
    manualSorting: onSortChange !== undefined,
    onSortingChange: (updater) => {
      const next = functionalUpdate(updater, sorting)
      if (onSortChange === undefined) setOwnSorting(next)
      else if (next[0]) onSortChange(next[0])
    },
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  })
}

// TanStack offers sorting only for columns with an accessor, also where the server sorts.
function withAccessor<Row>(column: DataColumn<Row>): DataColumn<Row> {
  const hasOwn = 'accessorFn' in column || 'accessorKey' in column
  return hasOwn || !column.enableSorting ? column : { ...column, accessorFn: () => null }
}
