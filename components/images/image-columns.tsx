'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import {
  IdCell,
  NoValue,
  SizeCell,
  StatusCell,
  TagsCell,
  TimeCell,
  VisibilityCell,
} from '@/components/table/cells'
import type { DataColumn, DataColumnMeta } from '@/components/table/data-column'
import { ImageNameCell } from '@/components/table/image-name-cell'
import { formatBytes } from '@/lib/format'
import type { ImageRow } from '@/lib/schemas/image'
import { type SortKey, sortKeys } from '@/lib/schemas/image-list'
import { useOwnerName } from './use-owner-name'

export const imageColumnIds = [
  'name',
  'status',
  'visibility',
  'protected',
  'disk_format',
  'container_format',
  'size',
  'tags',
  'owner',
  'created_at',
  'updated_at',
  'min_disk',
  'min_ram',
  'id',
] as const
export type ImageColumnId = (typeof imageColumnIds)[number]

const layout: Record<ImageColumnId, Omit<DataColumnMeta, 'label'>> = {
  name: { min: 200, grow: 5, card: 'title' },
  status: { min: 112, grow: 0 },
  visibility: { min: 108, grow: 0 },
  protected: { min: 92, grow: 0 },
  disk_format: { min: 112, grow: 0 },
  container_format: { min: 150, grow: 0 },
  size: { min: 88, grow: 0, align: 'end' },
  tags: { min: 124, grow: 1, card: 'full' },
  owner: { min: 96, grow: 1 },
  created_at: { min: 116, grow: 0 },
  updated_at: { min: 116, grow: 0 },
  min_disk: { min: 100, grow: 0, align: 'end' },
  min_ram: { min: 100, grow: 0, align: 'end' },
  id: { min: 310, grow: 0, card: 'full' },
}

const gibibyte = 1024 ** 3
const mebibyte = 1024 ** 2

/** The list's columns. Only Glance's eight sort keys can be sorted by. */
export function useImageColumns(
  scope: string,
  foreignOwners?: readonly string[],
): DataColumn<ImageRow>[] {
  const t = useTranslations()
  const locale = useLocale()
  const ownerName = useOwnerName(scope, foreignOwners)
  return useMemo(() => {
    const draw: Record<ImageColumnId, (image: ImageRow) => React.ReactNode> = {
      name: (image) => <ImageNameCell scope={scope} image={image} />,
      status: (image) => <StatusCell status={image.status} />,
      visibility: (image) => <VisibilityCell visibility={image.visibility} />,
      protected: (image) => (image.protected ? t('images.filters.yes') : t('images.filters.no')),
      disk_format: (image) => image.disk_format ?? <NoValue />,
      container_format: (image) => image.container_format ?? <NoValue />,
      size: (image) => <SizeCell bytes={image.size} />,
      tags: (image) => <TagsCell tags={image.tags} />,
      owner: (image) => <OwnerCell name={ownerName(image.owner)} id={image.owner} />,
      created_at: (image) => <TimeCell time={image.created_at} />,
      updated_at: (image) => <TimeCell time={image.updated_at} />,
      // Glance counts min_disk in GiB and min_ram in MiB.
      min_disk: (image) =>
        image.min_disk > 0 ? formatBytes(image.min_disk * gibibyte, locale) : '',
      min_ram: (image) => (image.min_ram > 0 ? formatBytes(image.min_ram * mebibyte, locale) : ''),
      id: (image) => <IdCell id={image.id} name={t('images.columns.id')} />,
    }
    return imageColumnIds.map((id) => ({
      id,
      enableSorting: sortKeys.includes(id as SortKey),
      enableHiding: id !== 'name',
      meta: { label: t(`images.columns.${id}`), ...layout[id] },
      cell: ({ row }) => draw[id](row.original),
    }))
  }, [t, locale, scope, ownerName])
}

function OwnerCell({ name, id }: { name: string; id: string | null }) {
  return (
    <span title={id ?? undefined} className="block truncate">
      {name}
    </span>
  )
}
