import { appError } from '@/lib/errors'
import type { ImageSource } from './source'

/**
 * Makes a file chosen in the browser readable for `detectImage`, slice by slice. `readAt` rejects
 * with an `invalid` AppError when the file was changed, moved or locked since it was chosen.
 */
export function blobSource(blob: Blob): ImageSource {
  return {
    size: blob.size,
    async readAt(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
      } catch (cause) {
        throw appError('invalid', { detail: 'The file could not be read.', cause })
      }
    },
  }
}
