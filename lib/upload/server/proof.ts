import 'server-only'
import type { Image } from '@/lib/schemas/image'
import type { UploadEnd } from './record'

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
  if (digests.client && digests.client !== digests.sha512)
    return mismatch('The bytes that arrived here are not those of the chosen file.')
  const ours = algorithm === 'sha512' ? digests.sha512 : digests.byImageAlgorithm
  if (!imageHash || ours === undefined)
    return { ...base, state: 'active', proof: 'none', error: null }
  if (ours !== imageHash.value)
    return mismatch(`Glance's ${imageHash.algorithm} is not that of the bytes it was sent.`)
  return { ...base, state: 'active', proof: digests.client ? 'client' : 'server', error: null }
}
