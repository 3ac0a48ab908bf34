import 'server-only'
import { audit } from '@/lib/audit'
import { metrics } from '@/lib/metrics'
import type { UploadEnd, UploadRecord } from './record'

/**
 * Counts an upload that ended and writes its audit line: Glance may take the last bytes long after the
 * request that brought them.
 */
export function tellEnd(
  { id, imageId, userId, projectId, size }: UploadRecord,
  end: UploadEnd,
): void {
  const { state, proof, imageHash, error } = end
  metrics().uploadsEnded.inc({ state })
  metrics().uploadBytes.inc({ state }, size)
  audit({
    action: 'uploads.finish',
    result: state === 'failed' ? 'failed' : 'done',
    code: error?.code,
    user: userId,
    project: projectId,
    via: 'system',
    target: { uploadId: id, imageId },
    after: { state, size, proof, hash: imageHash?.value },
    upstreamRequestId: error?.requestId ?? undefined,
  })
}
