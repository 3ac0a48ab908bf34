import { BlobTooLargeError, type PendingBlob } from '@/lib/localcloud/blobs'
import { type HttpError, httpError } from './http-error'
import { projectBytes } from './quotas'
import type { GlanceService } from './service'

const diskFull =
  'Image storage media is full: There is not enough disk space on the image storage media.'
const quotaPrefix = 'Image exceeds the storage quota: The size of the data '

/** The largest file that may come in, and what to say when more comes. */
type Allowance = { bytes: number; refusal: () => HttpError }

function allowances(service: GlanceService, owner: string | null): Allowance[] {
  const { imageSizeCap, storageBytes, projectBytes: perProject } = service.options.limits
  const all: Allowance[] = [
    {
      bytes: imageSizeCap,
      refusal: () =>
        httpError(413, 'The incoming image is too large: The provided image is too large.'),
    },
  ]
  if (storageBytes !== undefined) {
    all.push({
      bytes: Math.max(0, storageBytes - service.blobs.usedBytes()),
      refusal: () => httpError(413, diskFull),
    })
  }
  if (perProject !== undefined) {
    all.push({
      bytes: Math.max(0, perProject - projectBytes(service, owner)),
      // The real service forgets to fill this sentence in when the data turns out too long.
      refusal: () =>
        httpError(
          413,
          `${quotaPrefix}%(image_size)s will exceed the limit. %(remaining)s bytes remaining.`,
        ),
    })
  }
  return all.sort((a, b) => a.bytes - b.bytes)
}

/**
 * Refuses data whose announced length the project has no room for.
 * @throws HttpError 413
 */
export function refuseAnnounced(
  service: GlanceService,
  owner: string | null,
  size: number | undefined,
): void {
  const perProject = service.options.limits.projectBytes
  if (perProject === undefined) return
  const remaining = perProject - projectBytes(service, owner)
  if (size === undefined ? remaining > 0 : size <= remaining) return
  throw httpError(
    413,
    `${quotaPrefix}${size ?? 'None'} will exceed the limit. ${remaining} bytes remaining.`,
  )
}

/** The refusal of a disk, or undefined for an error that is none. */
function diskRefusal(error: unknown): HttpError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return httpError(413, diskFull)
  if (code === 'EACCES' || code === 'EROFS') {
    return httpError(
      503,
      'Insufficient permissions on image storage media: Permission to write image storage media denied.',
    )
  }
  return undefined
}

/**
 * Writes image data to a store, within all limits.
 * @throws HttpError 413 over a limit or on a full disk, 503 on a disk that may not be written;
 *   the source's own error when the data breaks off
 */
export async function receiveData(
  service: GlanceService,
  target: { area: string; id: string; owner: string | null },
  source: AsyncIterable<Uint8Array>,
): Promise<PendingBlob> {
  const smallest = allowances(service, target.owner)[0]
  try {
    return await service.blobs.write(target.area, target.id, source, smallest?.bytes)
  } catch (error) {
    if (error instanceof BlobTooLargeError && smallest) throw smallest.refusal()
    throw diskRefusal(error) ?? error
  }
}
