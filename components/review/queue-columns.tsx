'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { NoValue, SizeCell, StatusCell, TimeCell, VisibilityCell } from '@/components/table/cells'
import type { DataColumn } from '@/components/table/data-column'
import { ImageNameCell } from '@/components/table/image-name-cell'
import { SafeText } from '@/components/ui/safe-text'
import type { QueueRow, ReviewList } from '@/lib/schemas/review'

type Names = Readonly<Record<string, string | null>>

const noNames: Names = {}

/** The columns of a queue: the image, and the one thing that says why it stands there. */
export function useQueueColumns(
  scope: string,
  list: ReviewList,
  names: Names = noNames,
): DataColumn<QueueRow>[] {
  const t = useTranslations()
  return useMemo(() => {
    const why = whyOf(list)
    const columns: Array<DataColumn<QueueRow> | undefined> = [
      {
        id: 'name',
        meta: { label: t('images.columns.name'), min: 220, grow: 4, card: 'title' },
        enableSorting: true,
        accessorFn: ({ name, id }) => name || id,
        cell: ({ row }) => <ImageNameCell scope={scope} image={row.original} />,
      },
      {
        id: 'status',
        meta: { label: t('images.columns.status'), min: 112, grow: 0 },
        enableSorting: true,
        accessorKey: 'status',
        cell: ({ row }) => <StatusCell status={row.original.status} />,
      },
      {
        id: 'visibility',
        meta: { label: t('images.columns.visibility'), min: 114, grow: 0 },
        enableSorting: true,
        accessorKey: 'visibility',
        cell: ({ row }) => <VisibilityCell visibility={row.original.visibility} />,
      },
      why && {
        id: 'why',
        meta: { label: t(`review.why.${why}`), min: 180, grow: 3, card: 'full' },
        enableSorting: true,
        accessorFn: (image) => whyText(why, image) ?? '',
        cell: ({ row }) => <Why text={whyText(why, row.original)} />,
      },
      {
        id: 'owner',
        meta: { label: t('images.columns.owner'), min: 120, grow: 2 },
        enableSorting: true,
        accessorFn: ({ owner }) => (owner && names[owner]) ?? owner,
        cell: ({ row }) => <Owner id={row.original.owner} names={names} />,
      },
      {
        id: 'size',
        meta: { label: t('images.columns.size'), min: 92, grow: 0, align: 'end' },
        enableSorting: true,
        accessorKey: 'size',
        cell: ({ row }) => <SizeCell bytes={row.original.size} />,
      },
      {
        id: 'created_at',
        meta: { label: t('images.columns.created_at'), min: 116, grow: 0 },
        enableSorting: true,
        accessorKey: 'created_at',
        cell: ({ row }) => <TimeCell time={row.original.created_at} />,
      },
      {
        id: 'updated_at',
        meta: { label: t('images.columns.updated_at'), min: 116, grow: 0 },
        enableSorting: true,
        accessorKey: 'updated_at',
        cell: ({ row }) => <TimeCell time={row.original.updated_at} />,
      },
    ]
    return columns.filter((column) => column !== undefined)
  }, [t, scope, list, names])
}

type WhyKind = 'reason' | 'hash' | 'algorithm' | 'members'

function whyOf(list: ReviewList): WhyKind | undefined {
  switch (list) {
    case 'failed-imports':
      return 'reason'
    case 'duplicates':
      return 'hash'
    case 'weak-hash':
      return 'algorithm'
    case 'pending-shares':
      return 'members'
    default:
      return undefined
  }
}

function whyText(why: WhyKind, image: QueueRow): string | undefined {
  switch (why) {
    case 'reason':
      return image.reason ?? image.os_glance_failed_import
    case 'hash':
      return (image.os_hash_value ?? image.checksum ?? '').slice(0, 16)
    case 'algorithm':
      return image.os_hash_value ? (image.os_hash_algo ?? undefined) : undefined
    case 'members':
      return image.members?.join(', ')
  }
}

function Why({ text }: { text: string | undefined }) {
  if (!text) return <NoValue />
  return (
    <span title={text} className="truncate">
      <SafeText text={text} />
    </span>
  )
}

function Owner({ id, names }: { id: string | null; names: Names }) {
  const t = useTranslations()
  if (id === null) return <NoValue />
  const name = names[id]
  if (name === null)
    return (
      <span title={id} className="truncate text-bad">
        {t('review.figures.goneProject', { id })}
      </span>
    )
  return (
    <span title={id} className="truncate">
      {name ?? id}
    </span>
  )
}
