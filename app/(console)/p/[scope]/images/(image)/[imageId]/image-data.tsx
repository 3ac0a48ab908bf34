'use client'

import { useQuery } from '@tanstack/react-query'
import { ImportInto } from '@/components/imports/import-into'
import { ImportStatus } from '@/components/imports/import-status'
import { SourceCheck } from '@/components/imports/source-check'
import { UploadDataPanel } from '@/components/uploads/upload-data-panel'
import type { Actor } from '@/lib/image-rules'
import { isImporting } from '@/lib/import-rules'
import { imageQuery } from '@/lib/queries/images'

type ImageDataProps = { scope: string; imageId: string; actor: Actor }

/**
 * How data comes into an image: the import at work or the last one that failed, and for a queued
 * image the ways to send data. Uploads, imports and images meet here.
 */
export function ImageData({ scope, imageId, actor }: ImageDataProps) {
  const { data: image } = useQuery(imageQuery(scope, imageId))
  if (!image) return null
  return (
    <>
      <ImportStatus scope={scope} image={image} />
      <SourceCheck image={image} />
      {!isImporting(image) && (
        <>
          <UploadDataPanel scope={scope} image={image} actor={actor} />
          <ImportInto scope={scope} image={image} />
        </>
      )}
    </>
  )
}
