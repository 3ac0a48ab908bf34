'use client'

import { CircleCheck, Clock } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { NoValue, SizeCell, TimeCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { DataTable } from '@/components/table/data-table'
import { MiddleTruncate } from '@/components/ui/middle-truncate'
import { StatusDot } from '@/components/ui/status-dot'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { CacheRow } from './cache-page'

type Props = {
  scope: string
  rows: readonly CacheRow[]
  selected: ReadonlySet<string>
  onSelectedChange: (selected: Set<string>) => void
}

/** The images of the cache. */
export function CacheTable({ scope, rows, selected, onSelectedChange }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const columns = useCacheColumns(scope)
  return (
    <DataTable<CacheRow>
      label={t('review.cache.title')}
      columns={columns}
      rows={rows}
      total={rows.length}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      selected={selected}
      onSelectedChange={onSelectedChange}
      onOpen={({ id }) => router.push(paths.image(scope, id))}
      takesPageKeys
    />
  )
}

function useCacheColumns(scope: string): DataColumn<CacheRow>[] {
  const t = useTranslations()
  const locale = useLocale()
  return useMemo(
    () => [
      {
        id: 'name',
        meta: { label: t('images.columns.name'), min: 220, grow: 4, card: 'title' },
        enableSorting: true,
        accessorKey: 'name',
        cell: ({ row: { original } }) => (
          <Link
            href={paths.image(scope, original.id)}
            prefetch={false}
            tabIndex={-1}
            className="min-w-0 font-medium text-ink hover:text-accent hover:underline"
          >
            <MiddleTruncate text={original.name} />
          </Link>
        ),
      },
      {
        id: 'state',
        meta: { label: t('review.cache.state'), min: 130, grow: 0 },
        enableSorting: true,
        accessorKey: 'state',
        cell: ({ row: { original } }) =>
          original.state === 'cached' ? (
            <StatusDot tone="ok" icon={<CircleCheck />}>
              {t('review.cache.cached')}
            </StatusDot>
          ) : (
            <StatusDot tone="busy" icon={<Clock />}>
              {t('review.cache.queued')}
            </StatusDot>
          ),
      },
      {
        id: 'size',
        meta: { label: t('images.columns.size'), min: 110, grow: 0, align: 'end' },
        enableSorting: true,
        accessorKey: 'size',
        cell: ({ row }) => <SizeCell bytes={row.original.size} />,
      },
      {
        id: 'hits',
        meta: { label: t('review.cache.hits'), min: 96, grow: 0, align: 'end' },
        enableSorting: true,
        accessorKey: 'hits',
        cell: ({ row: { original } }) =>
          original.hits === null ? <NoValue /> : formatCount(original.hits, locale),
      },
      {
        id: 'used',
        meta: { label: t('review.cache.used'), min: 140, grow: 0 },
        enableSorting: true,
        accessorKey: 'used',
        cell: ({ row }) => <TimeCell time={row.original.used} />,
      },
    ],
    [t, locale, scope],
  )
}
