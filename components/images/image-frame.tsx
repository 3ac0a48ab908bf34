'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { Skeleton } from '@/components/ui/skeleton'
import { isAppError } from '@/lib/errors'
import type { Actor } from '@/lib/image-rules'
import { imageQuery } from '@/lib/queries/images'
import { ImageHeader } from './image-header'
import { ImageMissing } from './image-missing'
import { ImageTabs } from './image-tabs'

type Props = { scope: string; imageId: string; actor: Actor; children: ReactNode }

/** What all parts of an image stand in: its header and tabs, or why it cannot be shown. */
export function ImageFrame({ scope, imageId, actor, children }: Props) {
  const { data: image, error, refetch, isFetching } = useQuery(imageQuery(scope, imageId))
  if (isAppError(error, 'not_found')) return <ImageMissing />
  const failure = error && <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  if (!image) return <div className="px-4 py-5 md:px-6">{failure ?? <FrameSkeleton />}</div>
  return (
    <article className="mx-auto flex w-full max-w-6xl flex-col gap-4 px-4 py-4 md:px-6">
      <ImageHeader scope={scope} image={image} actor={actor} />
      <ImageTabs scope={scope} imageId={imageId} />
      {failure}
      {children}
    </article>
  )
}

function FrameSkeleton() {
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4">
      <LoadingNote hidden />
      <Skeleton className="h-4 w-16" />
      <Skeleton className="h-7 w-80 max-w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
