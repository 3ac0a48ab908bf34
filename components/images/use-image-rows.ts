'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { changingImagesQuery } from '@/lib/queries/image-changes'
import { imageScanQuery } from '@/lib/queries/image-scan'
import { imageListQuery } from '@/lib/queries/images'
import type { ImageRow } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'
import { isChanging } from '@/lib/schemas/image-states'

export type ImageRows = {
  rows: ImageRow[]
  /** How the rows were found: page by page as asked for, or by looking through everything. */
  source: 'pages' | 'scan'
  /** Nothing is known yet. */
  isPending: boolean
  /** More rows are coming or can be had. */
  isComplete: boolean
  isLoadingMore: boolean
  /** Images looked at so far, in a scan. */
  scanned: number
  error: Error | null
  loadMore: () => void
  retry: () => void
  refresh: () => void
}

/** The rows that an address asks for; those that Glance is working on refresh by themselves. */
export function useImageRows(scope: string, params: ImageListParams): ImageRows {
  const client = useQueryClient()
  const isScan = params.q !== null && params.q !== ''
  const list = useInfiniteQuery({ ...imageListQuery(scope, params), enabled: !isScan })
  const scan = useQuery({ ...imageScanQuery(scope, params), enabled: isScan })

  const pages = list.data?.pages
  const listed = useMemo(() => pages?.flatMap((page) => page.images) ?? [], [pages])
  const rows = isScan ? (scan.data?.images ?? []) : listed
  const changing = useMemo(() => rows.filter(isChanging).map(({ id }) => id), [rows])
  useQuery(changingImagesQuery(scope, changing, client))

  if (isScan) {
    return {
      rows,
      source: 'scan',
      isPending: scan.isPending,
      isComplete: scan.data?.done ?? false,
      isLoadingMore: scan.isFetching,
      scanned: scan.data?.scanned ?? 0,
      error: scan.error,
      loadMore: () => undefined,
      retry: () => void scan.refetch(),
      refresh: () => void scan.refetch(),
    }
  }
  return {
    rows,
    source: 'pages',
    isPending: list.isPending,
    isComplete: list.data !== undefined && !list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    scanned: rows.length,
    error: list.error,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage()
    },
    refresh: () => void list.refetch(),
    retry: () => void (list.data ? list.fetchNextPage() : list.refetch()),
  }
}
