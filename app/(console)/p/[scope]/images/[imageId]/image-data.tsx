'use client'

import { useQuery } from '@tanstack/react-query'
import { UploadDataPanel } from '@/components/uploads/upload-data-panel'
import type { Actor } from '@/lib/image-rules'
import { imageQuery } from '@/lib/queries/images'

type ImageDataProps = { scope: string; imageId: string; actor: Actor }

/** The place where data goes into a queued image: uploads and images meet here. */
export function ImageData({ scope, imageId, actor }: ImageDataProps) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  return image ? <UploadDataPanel scope={scope} image={image} actor={actor} /> : null
}
