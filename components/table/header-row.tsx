// biome-ignore-all lint/a11y/noRedundantRoles: CSS grid takes the native table roles away, so they are given again
// biome-ignore-all lint/a11y/useSemanticElements: CSS grid takes the native table roles away, so they are given again
'use client'

import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { DataColumn } from './data-column'
import { cellStyle } from './row-style'
import type { TableModel } from './use-data-table'

type HeaderRowProps<Row> = {
  table: TableModel<Row>
  /** `undefined` where rows cannot be chosen. */
  selection: boolean | 'indeterminate' | undefined
  onToggleAll: () => void
  hasActions: boolean
}

/** Column names and sort buttons; on a narrow table a bar of the sort buttons alone. */
export function HeaderRow<Row>({ table, selection, onToggleAll, hasActions }: HeaderRowProps<Row>) {
  const t = useTranslations()
  return (
    <thead role="rowgroup" className="sticky top-0 z-10 block">
      <tr
        role="row"
        aria-rowindex={1}
        className="grid h-8 grid-cols-(--tracks) items-center border-line border-b bg-header text-ink-muted text-xs @max-2xl/table:flex @max-2xl/table:h-10 @max-2xl/table:overflow-x-auto"
      >
        {selection !== undefined && (
          <th
            role="columnheader"
            className="flex items-center justify-center @max-2xl/table:w-9 @max-2xl/table:shrink-0"
          >
            <Checkbox
              checked={selection}
              onCheckedChange={onToggleAll}
              aria-label={t('kit.table.selectAll')}
            />
          </th>
        )}
        {table.columns.map((column) => (
          <HeaderCell key={column.id} column={column} table={table} />
        ))}
        {hasActions && (
          <th role="columnheader" className="sticky end-0 h-full bg-header @max-2xl/table:sr-only">
            <VisuallyHidden>{t('kit.table.actions')}</VisuallyHidden>
          </th>
        )}
      </tr>
    </thead>
  )
}

type HeaderCellProps<Row> = { column: DataColumn<Row>; table: TableModel<Row> }

function HeaderCell<Row>({ column, table: { sort, onSort } }: HeaderCellProps<Row>) {
  const t = useTranslations()
  const { id, meta, enableSorting: canSort = false } = column
  const sorted = sort?.id === id && (sort.desc ? 'desc' : 'asc')
  return (
    <th
      role="columnheader"
      aria-sort={
        sorted === 'asc'
          ? 'ascending'
          : sorted === 'desc'
            ? 'descending'
            : canSort
              ? 'none'
              : undefined
      }
      className={clsx(
        cellStyle,
        'font-medium @max-2xl/table:shrink-0',
        meta.align === 'end' ? 'text-end' : 'text-start',
        !canSort && '@max-2xl/table:sr-only',
      )}
    >
      {canSort ? (
        <button
          type="button"
          title={t('kit.table.sortBy', { column: meta.label })}
          onClick={() => onSort(id)}
          className={clsx(
            'group/sort -mx-1.5 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1.5 @max-2xl/table:max-w-none hover:bg-sunken hover:text-ink focus-visible:outline-offset-0 [&_svg]:size-3 [&_svg]:shrink-0',
            meta.align === 'end' && 'flex-row-reverse',
            sorted && 'text-ink',
          )}
        >
          <span className="truncate">{meta.label}</span>
          {sorted === 'asc' ? (
            <ArrowUp aria-hidden />
          ) : sorted === 'desc' ? (
            <ArrowDown aria-hidden />
          ) : (
            <ChevronsUpDown
              aria-hidden
              className="opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100 @max-2xl/table:opacity-100"
            />
          )}
        </button>
      ) : (
        <span className="block truncate">{meta.label}</span>
      )}
    </th>
  )
}
