'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { BulkImage, BulkKind } from '@/lib/bulk/action'
import type { Actor } from '@/lib/image-rules'
import { storesQuery } from '@/lib/queries/images'
import { bulkIcons } from './action-look'
import { BulkDialog } from './bulk-dialog'

type Props = {
  scope: string
  actor: Actor
  kinds: readonly BulkKind[]
  images: readonly BulkImage[]
  /** Called when a run has begun. */
  onStarted: () => void
}

/** A button for each of a few actions on the chosen images. Each asks first; the run goes on in the dock. */
export function KindButtons({ scope, actor, kinds, images, onStarted }: Props) {
  const t = useTranslations()
  const [asking, setAsking] = useState<BulkKind>()
  const { data } = useQuery(storesQuery(scope))
  const isOffered = (kind: BulkKind) => kind !== 'copy' || (data?.stores.length ?? 0) > 1
  return (
    <>
      {kinds.filter(isOffered).map((kind) => {
        const Icon = bulkIcons[kind]
        return (
          <Button
            key={kind}
            size="sm"
            variant={kind === 'delete' ? 'danger' : 'secondary'}
            icon={kind === 'delete' ? undefined : <Icon aria-hidden />}
            onClick={() => setAsking(kind)}
          >
            {t(`bulk.do.${kind}`, { count: images.length })}
          </Button>
        )
      })}
      {asking && (
        <BulkDialog
          scope={scope}
          actor={actor}
          kind={asking}
          images={images}
          onClose={() => setAsking(undefined)}
          onStarted={onStarted}
        />
      )}
    </>
  )
}
