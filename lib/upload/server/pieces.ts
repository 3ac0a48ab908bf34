import 'server-only'

/** Large enough that a system call costs little, small enough that a few fill the gaps. */
export const PIECE_BYTES = 1024 * 1024

/** Pieces that one upload may hold at a time; the client is made to wait for the next free one. */
export const PIECES_PER_UPLOAD = 5

/**
 * Memory that carries bytes of an upload from the request to the spool and to Glance. It is shared
 * memory, so that the hashing thread can read it too, and is used again instead of collected.
 */
export type Piece = {
  readonly memory: Buffer
  /** Where its first byte belongs in the file. */
  offset: number
  length: number
  /** Whether the present connection to Glance already has it. */
  isForwarded: boolean
  /** Users that still need the bytes. */
  holds: number
  pool: PiecePool
}

const store = globalThis as { __vitrinePieces?: Buffer[] }
store.__vitrinePieces ??= []
const spare = store.__vitrinePieces

/** Memory that is kept for the next upload when nobody uses it. */
const SPARE_PIECES = 8

/** The pieces of one upload. A promise-free free list: `take` says nothing is left, `onFree` wakes. */
export class PiecePool {
  #out = 0
  limit = PIECES_PER_UPLOAD
  onFree: () => void = () => undefined

  /** A piece that begins at `offset`, held once; nothing when the upload has its share already. */
  take(offset: number): Piece | undefined {
    if (this.#out >= this.limit) return undefined
    this.#out++
    const memory = spare.pop() ?? Buffer.from(new SharedArrayBuffer(PIECE_BYTES))
    return { memory, offset, length: 0, isForwarded: false, holds: 1, pool: this }
  }

  /** Called by `release`. */
  giveBack(memory: Buffer): void {
    this.#out--
    if (spare.length < SPARE_PIECES) spare.push(memory)
    this.onFree()
  }
}

/** Says that one user is done with the piece. */
export function release(piece: Piece): void {
  piece.holds--
  if (piece.holds === 0) piece.pool.giveBack(piece.memory)
}

/** The bytes of a piece. */
export function bytesOf(piece: Piece): Buffer {
  return piece.memory.subarray(0, piece.length)
}
