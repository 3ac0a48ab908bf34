import { CHUNK_SECONDS, chunkLimits, nextChunkSize } from '@/lib/upload/protocol'

/** Decides how many bytes the next PATCH carries. */
export type ChunkSizer = {
  /** Infinite while nothing speaks against the whole file in one PATCH. */
  size: () => number
  /** A piece was answered. `seconds` from its first byte until the answer. */
  finished: (bytes: number, seconds: number) => void
  /** A PATCH was cut short because it lasted too long; `bytes` is what it had sent. */
  cut: (bytes: number, seconds: number) => void
  /** A proxy refused the body as too large. False when it cannot be made smaller. */
  refused: () => boolean
}

/** A piece that lasts longer than this (milliseconds) is cut and goes on in smaller ones. */
export const CUT_AFTER = CHUNK_SECONDS * 1500
/** The same for a whole file, which nobody measured the link for. */
export const CUT_WHOLE_AFTER = CHUNK_SECONDS * 1000

/** Bytes of the first piece on a link that is not known yet. */
export const FIRST_PIECE_BYTES = 1024 * 1024

const tellingSeconds = 5

/**
 * Starts with the whole file, which a browser sends with a fraction of the work that its pieces take
 * (docs/decisions/0025-whole-file-first.md). A link that turns out too slow or too weak for that gets
 * pieces: a small one first where nothing is known, and full ones from the second on where it is fast.
 *
 * @param known Bytes of the last good piece on this link, when there was one.
 */
export function createChunkSizer(known: number = Number.POSITIVE_INFINITY): ChunkSizer {
  let ceiling: number = chunkLimits.max
  let size = known
  const isWhole = () => size === Number.POSITIVE_INFINITY
  return {
    size: () => (isWhole() ? size : Math.min(size, ceiling)),
    finished: (bytes, seconds) => {
      // The file's last piece may be tiny: its time is the way there and back, not the link's width.
      if (isWhole() || bytes >= Math.min(size, ceiling) || seconds > tellingSeconds) {
        size = nextChunkSize(bytes, seconds)
      }
    },
    cut: (bytes, seconds) => {
      // What left the browser may still wait in buffers on the way: an answered piece tells the truth.
      if (isWhole()) {
        size = FIRST_PIECE_BYTES
        return
      }
      size = Math.min(nextChunkSize(Math.max(bytes, 1), seconds), size / 2)
      size = Math.max(size, chunkLimits.floor)
    },
    refused: () => {
      if (ceiling <= chunkLimits.floor) return false
      if (isWhole()) {
        size = ceiling
        return true
      }
      ceiling = Math.max(Math.floor(Math.min(size, ceiling) / 2), chunkLimits.floor)
      return true
    },
  }
}
