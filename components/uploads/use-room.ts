'use client'

import { useQuery } from '@tanstack/react-query'
import { usageQuery } from '@/lib/queries/operations'
import { isEnded, type Upload } from '@/lib/upload/browser/upload'
import { useUploads } from '@/lib/upload/browser/use-uploads'
import { type RoomProblem, roomProblem } from './room'

/** What the cloud's limits say about a chosen file, as far as they are known. */
export function useRoom({ key, scope, file, purpose }: Upload): RoomProblem | undefined {
  const { uploads } = useUploads()
  const { data } = useQuery(usageQuery(scope))
  const place = uploads.findIndex((upload) => upload.key === key)
  const before = uploads
    .slice(0, Math.max(place, 0))
    .filter((upload) => upload.scope === scope && !isEnded(upload))
    .reduce((sum, upload) => sum + upload.file.size, 0)
  return data && roomProblem(data, { size: file.size, before }, purpose === 'create')
}
