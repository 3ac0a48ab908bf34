'use client'

import { KindButtons } from '@/components/bulk/kind-buttons'
import { QueuePage } from '@/components/review/queue-page'
import type { Actor } from '@/lib/image-rules'
import type { ReviewList } from '@/lib/schemas/review'

type Props = { scope: string; list: ReviewList; actor: Actor }

/** A queue and what is done to many of its images meet here. */
export function QueueBrowser({ scope, list, actor }: Props) {
  return (
    <QueuePage
      scope={scope}
      list={list}
      drawActions={(chosen) => <KindButtons scope={scope} actor={actor} {...chosen} />}
    />
  )
}
