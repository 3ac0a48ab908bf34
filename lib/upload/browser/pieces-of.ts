import type { UploadOptions } from 'tus-js-client'
import { type ChunkSizer, FIRST_PIECE_BYTES } from './chunk-sizer'

/**
 * Cuts a file for tus-js-client. A whole file stays the `File` it is: Chromium reads that straight
 * from the disk into the connection, while the bytes of a slice pass through its main process (0.8 s
 * of processor time for 256 MiB instead of 0.02 s).
 */
export function piecesOf(sizer: ChunkSizer): NonNullable<UploadOptions['fileReader']> {
  return {
    openFile: async (file: File) => ({
      size: file.size,
      slice: async (start, end) => {
        // Without a limit, but in the middle of a file: that link broke, and its speed is not known.
        const isFirst = start > 0 && !Number.isFinite(sizer.size())
        const until = isFirst ? Math.min(end, start + FIRST_PIECE_BYTES) : end
        const value = start === 0 && until >= file.size ? file : file.slice(start, until)
        return { value, done: until >= file.size }
      },
      close: () => undefined,
    }),
  }
}
