'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { Button } from '@/components/ui/button'
import { cacheChangeCommand, clearCacheCommand } from '@/lib/commands/service-calls'
import { formatBytes } from '@/lib/format'
import { cacheMutation, clearCacheMutation } from '@/lib/queries/operations'
import type { CacheRow } from './cache-page'

type Props = {
  scope: string
  rows: readonly CacheRow[]
  chosen: readonly CacheRow[]
  onDone: () => void
}

type Asking = 'remove' | 'cache' | 'queue'

/** How full the cache is, and the ways to empty it. Nothing is lost: images stay in their stores. */
export function CacheActions({ scope, rows, chosen, onDone }: Props) {
  const t = useTranslations()
  const locale = useLocale()
  const client = useQueryClient()
  const change = useMutation(cacheMutation(scope, client))
  const clear = useMutation(clearCacheMutation(scope, client))
  const [asking, setAsking] = useState<Asking>()
  const cached = rows.filter(({ state }) => state === 'cached')
  const queued = rows.length - cached.length
  const bytes = cached.reduce((sum, { size }) => sum + (size ?? 0), 0)
  const words = asking && {
    title: t(`review.cache.${asking}.title`, { count: chosen.length }),
    submit: t(`review.cache.${asking}.submit`, { count: chosen.length }),
  }
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2">
      <p role="status" className="tabular me-auto text-ink-muted">
        {t('review.cache.count', {
          cached: cached.length,
          queued,
          bytes: formatBytes(bytes, locale),
        })}
      </p>
      {chosen.length > 0 && (
        <Button size="sm" onClick={() => setAsking('remove')}>
          {t('review.cache.remove.submit', { count: chosen.length })}
        </Button>
      )}
      {queued > 0 && (
        <Button size="sm" onClick={() => setAsking('queue')}>
          {t('review.cache.queue.submit')}
        </Button>
      )}
      {cached.length > 0 && (
        <Button size="sm" onClick={() => setAsking('cache')}>
          {t('review.cache.cache.submit')}
        </Button>
      )}
      {asking && words && (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => !isOpen && setAsking(undefined)}
          title={words.title}
          actionLabel={words.submit}
          tone="primary"
          objects={
            asking === 'remove'
              ? chosen.map(({ id, name }) => ({ id, name }))
              : [{ id: asking, name: t(`review.cache.${asking}.name`) }]
          }
          command={
            asking === 'remove'
              ? cacheChangeCommand(
                  'remove',
                  chosen.map(({ id }) => id),
                )
              : clearCacheCommand(asking)
          }
          run={({ id }) =>
            asking === 'remove'
              ? change.mutateAsync({ imageId: id, action: 'remove' })
              : clear.mutateAsync(asking)
          }
          onDone={onDone}
        >
          {t('review.cache.stays')}
        </ConfirmDialog>
      )}
    </div>
  )
}
