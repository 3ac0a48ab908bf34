'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { DatabaseZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { cacheCommand } from '@/lib/commands/service-calls'
import { imageListQuery } from '@/lib/queries/images'
import { cacheQuery } from '@/lib/queries/operations'
import { loadImageListParams } from '@/lib/schemas/image-list'
import type { ImageCache } from '@/lib/schemas/operations'
import { AddToCache } from './add-to-cache'
import { CacheActions } from './cache-actions'
import { CacheTable } from './cache-table'
import { DeskFrame } from './desk-frame'

/** A line of the cache: an image that is in it, or that waits to be. */
export type CacheRow = {
  id: string
  name: string
  state: 'cached' | 'queued'
  hits: number | null
  size: number | null
  /** ISO time of the last use. */
  used: string | null
}

const none: ReadonlySet<string> = new Set()

/** What Glance keeps on its own disk to serve it faster, and what waits to get there. */
export function CachePage({ scope }: { scope: string }) {
  const t = useTranslations()
  const cache = useQuery(cacheQuery(scope))
  const rows = useCacheRows(scope, cache.data)
  const [selected, setSelected] = useState(none)
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected])
  return (
    <DeskFrame
      scope={scope}
      title={t('review.cache.title')}
      lead={t('review.cache.lead')}
      actions={<ShowCommand command={cacheCommand()} />}
    >
      {cache.error && <QueryError error={cache.error} onRetry={() => void cache.refetch()} />}
      {cache.isPending && <LoadingNote />}
      {cache.data?.isOn === false && (
        <Card>
          <EmptyState
            icon={<DatabaseZap aria-hidden />}
            heading="h2"
            title={t('review.cache.offTitle')}
          >
            {t('review.cache.offLead')}
          </EmptyState>
        </Card>
      )}
      {cache.data?.isOn && (
        <>
          <AddToCache scope={scope} />
          <CacheActions
            scope={scope}
            rows={rows}
            chosen={chosen}
            onDone={() => setSelected(none)}
          />
          {rows.length === 0 ? (
            <Card>
              <EmptyState
                icon={<DatabaseZap aria-hidden />}
                heading="h2"
                title={t('review.cache.emptyTitle')}
              >
                {t('review.cache.emptyLead')}
              </EmptyState>
            </Card>
          ) : (
            <CacheTable
              scope={scope}
              rows={rows}
              selected={selected}
              onSelectedChange={setSelected}
            />
          )}
        </>
      )}
    </DeskFrame>
  )
}

const mostNamed = 100

function useCacheRows(scope: string, cache: ImageCache | undefined): CacheRow[] {
  const ids = useMemo(
    () =>
      [
        ...(cache?.cached_images.map(({ image_id }) => image_id) ?? []),
        ...(cache?.queued_images ?? []),
      ]
        .sort()
        .slice(0, mostNamed),
    [cache],
  )
  const asked = {
    ...loadImageListParams(new URLSearchParams()),
    visibility: 'all' as const,
    id: ids,
  }
  const images = useInfiniteQuery({ ...imageListQuery(scope, asked), enabled: ids.length > 0 })
  return useMemo(() => {
    const names = new Map(
      images.data?.pages.flatMap((page) => page.images.map(({ id, name }) => [id, name])),
    )
    const nameOf = (id: string) => names.get(id) || id
    const cached = (cache?.cached_images ?? []).map((image) => ({
      id: image.image_id,
      name: nameOf(image.image_id),
      state: 'cached' as const,
      hits: image.hits,
      size: image.size,
      used: image.last_accessed ? new Date(image.last_accessed * 1000).toISOString() : null,
    }))
    const queued = (cache?.queued_images ?? []).map((id) => ({
      id,
      name: nameOf(id),
      state: 'queued' as const,
      hits: null,
      size: null,
      used: null,
    }))
    return [...queued, ...cached]
  }, [cache, images.data])
}
