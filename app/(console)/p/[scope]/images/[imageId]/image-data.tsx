'use client'

import { useQuery } from '@tanstack/react-query'
import { UploadDataPanel } from '@/components/uploads/upload-data-panel'
import { imageQuery } from '@/lib/queries/images'

/** The place where data goes into a queued image: uploads and images meet here. */
export function ImageData({ scope, imageId }: { scope: string; imageId: string }) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  return image ? <UploadDataPanel scope={scope} image={image} /> : null
}
