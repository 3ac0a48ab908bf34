import 'server-only'

/** Large enough that a system call costs little, small enough that a few fill the gaps. */
export const PIECE_BYTES = 1024 * 1024

/** What a disk wants to be written past the page cache: offsets, lengths and addresses in these steps. */
export const ALIGNED_BYTES = 4096

/** Pieces that one upload may hold at a time; the client is made to wait for the next free one. */
export const PIECES_PER_UPLOAD = 7

/** A client so little ahead of a new connection to Glance is made to wait for it. */
const CHASED_BYTES = 64 * 1024 * 1024

/**
 * Memory that carries bytes of an upload from the request to the spool, to Glance and to the hashing
 * thread. It is used again instead of collected.
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

const WASM_PAGE = 65_536
const MOST_PIECES = 1024

type Depot = { spare: Buffer[]; memory: WebAssembly.Memory; made: number }
const store = globalThis as { __vitrinePieces?: Depot }

// The memory of a WebAssembly module is the one kind that JavaScript gets at page boundaries. It is
// shared, so that threads can read it, and grows with the most pieces ever used at once.
function depot(): Depot {
  store.__vitrinePieces ??= {
    spare: [],
    memory: new WebAssembly.Memory({
      initial: 0,
      maximum: (MOST_PIECES * PIECE_BYTES) / WASM_PAGE,
      shared: true,
    }),
    made: 0,
  }
  return store.__vitrinePieces
}

function takeMemory(): Buffer {
  const { spare, memory } = depot()
  const used = spare.pop()
  if (used) return used
  const number = depot().made++
  // More than a hundred uploads at once: memory of any address works too, only slower.
  if (number >= MOST_PIECES) return Buffer.from(new SharedArrayBuffer(PIECE_BYTES))
  memory.grow(PIECE_BYTES / WASM_PAGE)
  return Buffer.from(memory.buffer, number * PIECE_BYTES, PIECE_BYTES)
}

/** The pieces of one upload. A promise-free free list: `take` says nothing is left, `onFree` wakes. */
export class PiecePool {
  #out = 0
  limit = PIECES_PER_UPLOAD
  onFree: () => void = () => undefined

  /** An empty piece that begins at `offset`, held once; nothing when the upload has its share. */
  take(offset: number): Piece | undefined {
    if (this.#out >= this.limit) return undefined
    this.#out++
    const memory = takeMemory()
    return { memory, offset, length: 0, isForwarded: false, holds: 1, pool: this }
  }

  /** Called by `release`. */
  giveBack(memory: Buffer): void {
    this.#out--
    depot().spare.push(memory)
    this.onFree()
  }
}

/**
 * How many pieces an upload with a spool may hold.
 *
 * @param sink The connection to Glance, if there is one.
 * @param spooled Bytes in the spool.
 */
export function pieceLimit(
  sink: { isLive: boolean; isChasing: boolean; expects: number } | undefined,
  spooled: number,
): number {
  if (!sink || sink.isLive) return PIECES_PER_UPLOAD
  // Else Glance would get the whole file from the spool, always a little behind the client.
  if (sink.isChasing && spooled - sink.expects < CHASED_BYTES) return 0
  // Pieces stuck in a connection that stands still must not use up the client's share.
  return PIECES_PER_UPLOAD + 2
}

/** Room of a piece, so that the piece after it begins where a disk likes it. */
export function roomOf(piece: Piece): number {
  return PIECE_BYTES - (piece.offset % ALIGNED_BYTES) - piece.length
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
