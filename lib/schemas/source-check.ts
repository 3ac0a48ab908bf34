import type { Image } from './image'

/** The custom properties in which an import keeps where its data came from. */
export const sourceKeys = { url: 'source_url', checksum: 'source_checksum' } as const

/** A digest with its algorithm; only those that Glance itself makes can be compared. */
export type Digest = { algorithm: 'md5' | 'sha256' | 'sha512'; value: string }

const algorithmOfLength: Record<number, Digest['algorithm']> = {
  32: 'md5',
  64: 'sha256',
  128: 'sha512',
}

/**
 * Reads a digest as publishers write it: bare, "<hex>  file", "<hex> *file" or "SHA512 (file) = <hex>".
 *
 * @returns Nothing when there is none, or when there are several and it is not clear which.
 */
export function digestIn(text: string): Digest | undefined {
  const found = text.toLowerCase().match(/(?<![0-9a-z])[0-9a-f]{32,128}(?![0-9a-z])/g) ?? []
  const [value, ...others] = [...new Set(found)]
  const algorithm = algorithmOfLength[value?.length ?? 0]
  return value && algorithm && others.length === 0 ? { algorithm, value } : undefined
}

/** A digest as `source_checksum` keeps it. */
export function formatDigest({ algorithm, value }: Digest): string {
  return `${algorithm}:${value}`
}

export type SourceCheck = Digest & { verdict: 'same' | 'different' | 'unknown' }

/**
 * Compares what the publisher said (`source_checksum`) with what Glance computed when it stored the
 * data. `unknown` when Glance keeps no digest of that algorithm.
 *
 * @returns Nothing for an image without such a property, or without data.
 */
export function sourceCheck(image: Image): SourceCheck | undefined {
  const said = Object.hasOwn(image, sourceKeys.checksum) ? image[sourceKeys.checksum] : undefined
  if (typeof said !== 'string' || (image.status !== 'active' && image.status !== 'deactivated'))
    return undefined
  const digest = digestIn(said.replace(/^[a-z0-9]+:/i, ''))
  if (!digest) return undefined
  const stored =
    image.os_hash_algo === digest.algorithm
      ? image.os_hash_value
      : digest.algorithm === 'md5'
        ? image.checksum
        : null
  if (!stored) return { ...digest, verdict: 'unknown' }
  return { ...digest, verdict: stored.toLowerCase() === digest.value ? 'same' : 'different' }
}
