import 'server-only'
import { appError } from '@/lib/errors'
import type { Checksum } from './upload'

/** Algorithms of `Upload-Checksum`; tus asks for sha1 at least. */
export const checksumAlgorithms = ['sha1', 'sha256', 'sha512', 'md5'] as const

/**
 * Reads `Upload-Checksum: <algorithm> <base64>`.
 * Source: https://tus.io/protocols/resumable-upload#checksum
 *
 * @throws AppError `invalid` for an algorithm we do not have or a digest of another length.
 */
export function parseChecksum(header: string | null): Checksum | undefined {
  if (header === null) return undefined
  const [algorithm = '', base64 = ''] = header.trim().split(/\s+/)
  const hex = Buffer.from(base64, 'base64').toString('hex')
  const lengths: Record<string, number> = { sha1: 40, sha256: 64, sha512: 128, md5: 32 }
  if (lengths[algorithm] !== hex.length)
    throw appError('invalid', {
      detail: `Upload-Checksum must be one of ${checksumAlgorithms.join(', ')} and its digest in base64.`,
    })
  return { algorithm, hex }
}
