import { Lock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { NoValue, TimeCell, VisibilityCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { Badge } from '@/components/ui/badge'
import { SafeText } from '@/components/ui/safe-text'
import { paths } from '@/lib/paths'
import type { Namespace } from '@/lib/schemas/metadef'

/** The columns of the list of namespaces. */
export function useNamespaceColumns(scope: string): DataColumn<Namespace>[] {
  const t = useTranslations()
  return useMemo(
    () => [
      {
        id: 'namespace',
        accessorFn: (row) => row.display_name || row.namespace,
        enableSorting: true,
        meta: { label: t('metadefs.columns.namespace'), min: 260, grow: 3, card: 'title' },
        cell: ({ row: { original } }) => (
          <Link
            href={paths.metadef(scope, original.namespace)}
            prefetch={false}
            tabIndex={-1}
            className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-ink hover:text-accent hover:underline"
          >
            <span className="truncate font-medium">
              <SafeText text={original.display_name || original.namespace} />
            </span>
            {original.display_name && (
              <code className="truncate font-mono text-ink-muted text-xs">
                {original.namespace}
              </code>
            )}
          </Link>
        ),
      },
      {
        id: 'visibility',
        accessorKey: 'visibility',
        enableSorting: true,
        meta: { label: t('images.columns.visibility'), min: 110, grow: 0 },
        cell: ({ row }) => <VisibilityCell visibility={row.original.visibility} />,
      },
      {
        id: 'protected',
        accessorFn: (row) => Number(row.protected),
        enableSorting: true,
        meta: { label: t('metadefs.columns.protected'), min: 110, grow: 0 },
        cell: ({ row }) =>
          row.original.protected ? (
            <Badge icon={<Lock aria-hidden />}>{t('metadefs.columns.protected')}</Badge>
          ) : (
            <NoValue />
          ),
      },
      {
        id: 'resource_types',
        meta: { label: t('metadefs.columns.resourceTypes'), min: 200, grow: 2 },
        cell: ({ row }) => {
          const names = (row.original.resource_type_associations ?? []).map(({ name }) => name)
          const text = [...new Set(names)].join(', ')
          return text === '' ? (
            <NoValue />
          ) : (
            <span title={text} className="block min-w-0 truncate text-ink-soft text-sm">
              {text}
            </span>
          )
        },
      },
      {
        id: 'updated_at',
        accessorKey: 'updated_at',
        enableSorting: true,
        meta: { label: t('images.columns.updated_at'), min: 130, grow: 0 },
        cell: ({ row }) => <TimeCell time={row.original.updated_at} />,
      },
    ],
    [scope, t],
  )
}
