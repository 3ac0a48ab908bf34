import { CHUNK_SECONDS, chunkLimits, nextChunkSize } from '@/lib/upload/protocol'

/** Decides how many bytes the next PATCH carries. */
export type ChunkSizer = {
  size: () => number
  /** A PATCH was answered. `seconds` from its first byte until the answer. */
  finished: (bytes: number, seconds: number) => void
  /** A PATCH was cut short because it lasted too long; `bytes` is what it had sent. */
  cut: (bytes: number, seconds: number) => void
  /** A proxy refused the body as too large. False when it cannot be made smaller. */
  refused: () => boolean
}

/** A PATCH that lasts longer than this (milliseconds) is cut and goes on in smaller ones. */
export const CUT_AFTER = CHUNK_SECONDS * 1500

const firstSize = 1024 * 1024
const tellingSeconds = 5

/**
 * Starts small, because a first chunk of full size would last minutes on a slow link, and is at
 * full size from the second chunk on a fast one.
 *
 * @param known Bytes of the last good chunk on this link, when there was one.
 */
export function createChunkSizer(known: number = firstSize): ChunkSizer {
  let ceiling: number = chunkLimits.max
  let size = known
  return {
    size: () => Math.min(size, ceiling),
    finished: (bytes, seconds) => {
      // The file's last piece may be tiny: its time is the way there and back, not the link's width.
      if (bytes >= Math.min(size, ceiling) || seconds > tellingSeconds) {
        size = nextChunkSize(bytes, seconds)
      }
    },
    cut: (bytes, seconds) => {
      size = Math.min(nextChunkSize(Math.max(bytes, 1), seconds), size / 2)
      size = Math.max(size, chunkLimits.floor)
    },
    refused: () => {
      if (ceiling <= chunkLimits.floor) return false
      ceiling = Math.max(Math.floor(Math.min(size, ceiling) / 2), chunkLimits.floor)
      return true
    },
  }
}
