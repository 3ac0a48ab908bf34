import 'server-only'
import { addTag } from '@/lib/glance/tags'
import type { Cloud } from '@/lib/openstack/cloud'
import type { Image } from '@/lib/schemas/image'
import { startDigest } from './digest'
import type { Flow } from './flow'
import type { UploadEnd, UploadRecord } from './record'
import type { SpoolStore } from './spool-store'

/** Tag on an image whose bytes are not those that were sent. */
export const MISMATCH_TAG = 'upload-mismatch'

const NOT_THE_FILE = 'The bytes that arrived here are not those of the chosen file.'

export type Digests = {
  /** SHA-512 of the bytes we received. */
  sha512: string
  /** The same bytes by Glance's own algorithm, when that is another one and we could make it. */
  byImageAlgorithm: string | undefined
  /** SHA-512 that the client made of its file. */
  client: string | null
}

/**
 * Compares what we received with what Glance stores and with what the client has.
 *
 * Source of the two fields: glance/api/v2/images.py (`os_hash_algo`, `os_hash_value`), tag 25.1.0
 */
export function judge(
  image: Pick<Image, 'os_hash_algo' | 'os_hash_value' | 'size'>,
  size: number,
  digests: Digests,
): UploadEnd {
  const { os_hash_algo: algorithm, os_hash_value: value } = image
  const imageHash = algorithm && value ? { algorithm, value } : null
  const base = { sha512: digests.sha512, imageHash }
  const mismatch = (detail: string): UploadEnd => ({
    ...base,
    state: 'mismatch',
    proof: 'none',
    error: { code: 'conflict', detail, requestId: null },
  })
  if (image.size !== null && image.size !== size)
    return mismatch(`Glance stores ${image.size} bytes of ${size}.`)
  if (digests.client && digests.client !== digests.sha512) return mismatch(NOT_THE_FILE)
  const ours = algorithm === 'sha512' ? digests.sha512 : digests.byImageAlgorithm
  if (!imageHash || ours === undefined)
    return { ...base, state: 'active', proof: 'none', error: null }
  if (ours !== imageHash.value)
    return mismatch(`Glance's ${imageHash.algorithm} is not that of the bytes it was sent.`)
  return { ...base, state: 'active', proof: digests.client ? 'client' : 'server', error: null }
}

/**
 * Proves an upload whose image is active, and marks the image when the proof fails.
 *
 * @param store Where the bytes can be read again, for a Glance that hashes by another algorithm.
 */
export async function proveUpload(
  cloud: Cloud,
  image: Image,
  { record, flow, store }: { record: UploadRecord; flow: Flow; store: SpoolStore | undefined },
): Promise<UploadEnd> {
  const { id, size } = record
  const algorithm = image.os_hash_algo
  const isOther = algorithm && algorithm !== 'sha512'
  const again = async (other: string) =>
    store && flow.hasSpool ? rehash(other, size, { store, id }) : undefined
  const [sha512, byImageAlgorithm] = await Promise.all([
    // A hashing thread that died took the digests of all uploads with it, and none of their bytes.
    flow.digest.finish(size).catch(async (error) => {
      const found = await again('sha512')
      if (found === undefined) throw error
      return found
    }),
    isOther ? again(algorithm) : undefined,
  ])
  const end = judge(image, size, { sha512, byImageAlgorithm, client: record.clientSha512 })
  if (end.state === 'mismatch') await markMismatch(cloud, record.imageId)
  return end
}

/** Tags the image, so that everybody who sees it knows. A cloud that refuses keeps the state here. */
export async function markMismatch(cloud: Cloud, imageId: string): Promise<void> {
  await addTag(cloud, imageId, MISMATCH_TAG).catch(() => undefined)
}

async function rehash(
  algorithm: string,
  size: number,
  spool: { store: SpoolStore; id: string },
): Promise<string | undefined> {
  try {
    const digest = startDigest({ algorithm, from: 0, spool })
    digest.advance(size)
    return await digest.finish(size)
  } catch {
    // An algorithm that Node does not have: nothing is compared, and the proof says so.
    return undefined
  }
}

/** What the client's digest, when it comes after the end, changes about it. */
export function withClientDigest(end: UploadEnd, sha512: string): UploadEnd {
  if (end.state !== 'active' || end.sha512 === null) return end
  if (end.sha512 === sha512) return { ...end, proof: end.proof === 'none' ? 'none' : 'client' }
  const error = { code: 'conflict' as const, detail: NOT_THE_FILE, requestId: null }
  return { ...end, state: 'mismatch', proof: 'none', error }
}
