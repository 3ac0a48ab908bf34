import { HydrationBoundary } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ImageFrame } from '@/components/images/image-frame'
import { isAppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { imageQuery } from '@/lib/queries/images'
import { prefetch } from '@/lib/queries/server'
import { type ImageParams, loadImage, openImagePage } from './open-image'

export async function generateMetadata(props: ImageParams) {
  const t = await getTranslations()
  try {
    const { scope, imageId } = await openImagePage(props, paths.image)
    const image = await loadImage(scope, imageId)
    return { title: image.name || t('images.list.unnamed') }
  } catch (error) {
    if (isAppError(error)) return { title: t('images.title') }
    throw error
  }
}

/** Header and tabs of an image; decides once that there is no such image. */
export default async function ImageLayout({
  children,
  ...props
}: ImageParams & { children: ReactNode }) {
  const { scope, imageId, actor } = await openImagePage(props, paths.image)
  const load = () => loadImage(scope, imageId)
  await load().catch((error: unknown) => {
    if (isAppError(error, 'not_found')) notFound()
  })
  const state = await prefetch(imageQuery(scope, imageId), load)
  return (
    <HydrationBoundary state={state}>
      <ImageFrame scope={scope} imageId={imageId} actor={actor}>
        {children}
      </ImageFrame>
    </HydrationBoundary>
  )
}
