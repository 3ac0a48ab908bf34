import { useQuery } from '@tanstack/react-query'
import { importState, isImporting } from '@/lib/import-rules'
import { imageQuery } from '@/lib/queries/images'
import { imageTasksQuery } from '@/lib/queries/imports'
import type { Image } from '@/lib/schemas/image'

// An import is watched by somebody: the message of its task moves every few seconds.
const lively = 2_000

/**
 * How the newest import of an image goes. While one runs the image and its tasks, nothing else, are
 * asked for every two seconds.
 */
export function useImportState(scope: string, image: Image) {
  const isBusy = isImporting(image)
  const isOfInterest = isBusy || image.status === 'queued' || 'os_glance_failed_import' in image
  useQuery({ ...imageQuery(scope, image.id), ...(isBusy ? { refetchInterval: lively } : {}) })
  const { data } = useQuery({
    ...imageTasksQuery(scope, image.id),
    enabled: isOfInterest,
    ...(isBusy ? { refetchInterval: lively } : {}),
  })
  const tasks = data?.tasks ?? []
  return { state: importState(image, tasks), isKnown: data !== undefined || !isOfInterest }
}
