import 'server-only'
import { appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import { type Digest, startDigest } from './digest'
import type { GlanceSink } from './glance-sink'
import { bytesOf, type Piece, PiecePool, pieceLimit, release } from './pieces'
import type { SpoolStore } from './spool-store'

export type FlowOptions = {
  id: string
  /** Bytes the spool holds already. */
  spooled: number
  /** First bytes in the spool whose digest is asked for. */
  vouched?: number | undefined
  /** Nothing: every byte goes straight through. */
  store: SpoolStore | undefined
  /** The spool can take no more: a break now costs the bytes that it does not hold. */
  onSpoolLost: () => void
}

/**
 * The bytes of one upload between the client's requests, the spool and Glance. Each piece goes from
 * the same memory to both; whoever is slower makes the client wait. Bytes that the spool cannot take
 * are relayed: they go to Glance only, and are lost when that connection is.
 */
export class Flow {
  readonly pool = new PiecePool()
  /** Bytes safe in the spool. */
  spooled: number
  /** False once bytes are relayed. */
  hasSpool: boolean
  digest: Digest
  /** Digest of the first `vouched` bytes, as they are in the spool. */
  readonly vouchedDigest: Promise<string | undefined> | undefined
  /** Called when relayed bytes were lost. */
  onLost: () => void = () => undefined
  #options: FlowOptions
  #sink: GlanceSink | undefined
  #relayed = 0
  #queue: Piece[] = []
  #isPumping = false
  #chunkDigest: Digest | undefined
  #settlers: Array<() => void> = []
  #lostRelay = false

  constructor(options: FlowOptions) {
    this.#options = options
    this.spooled = options.spooled
    this.hasSpool = options.store !== undefined
    this.digest = this.#newDigest('sha512', 0)
    const { vouched } = options
    // Asked before the thread begins: hashing cannot go back.
    if (vouched && vouched <= this.spooled) this.vouchedDigest = this.digest.prefix(vouched, true)
    this.digest.advance(this.spooled)
  }

  /** Offset of the next byte the client has to send. */
  get received(): number {
    return this.spooled + this.#relayed
  }

  /** True while pieces wait for a sink because no spool takes them. */
  get isWaitingForSink(): boolean {
    return !this.hasSpool && this.#queue.length > 0
  }

  /** True when relayed bytes were lost; nothing more is taken until `begin`. */
  get isLost(): boolean {
    return this.#lostRelay
  }

  /** Begins a request of the client at `received`. */
  begin(): void {
    this.#lostRelay = false
  }

  /** Takes a filled piece over; pieces come in order. */
  accept(piece: Piece): void {
    if (this.#lostRelay) {
      release(piece)
      return
    }
    this.#queue.push(piece)
    this.#offer(piece)
    void this.#pump()
  }

  /** Waits until everything accepted is spooled or relayed. @throws AppError when relayed bytes were lost. */
  async settle(): Promise<void> {
    if (this.#queue.length > 0)
      await new Promise<void>((resolve) => {
        this.#settlers.push(resolve)
      })
    if (!this.#lostRelay) return
    throw appError('upstream_down', {
      detail: 'The connection to Glance broke and this upload has no spool to go on from.',
    })
  }

  /** Connects the way to Glance. */
  attach(sink: GlanceSink): void {
    this.#sink = sink
    this.wake()
  }

  /** The way to Glance ended. @param isDone Whether Glance has everything now. */
  detach(isDone: boolean): void {
    this.#sink = undefined
    if (!isDone) this.#forgetSink()
    this.wake()
  }

  /** The sink may take more. */
  wake(): void {
    const before = this.pool.limit
    this.pool.limit = pieceLimit(this.hasSpool ? this.#sink : undefined, this.spooled)
    if (this.pool.limit > before) this.pool.onFree()
    void this.#pump()
  }

  /** Hashes the bytes that come from here on, for one chunk's checksum. */
  beginChunkDigest(algorithm: string): Digest {
    this.#chunkDigest = this.#newDigest(algorithm, this.received)
    return this.#chunkDigest
  }

  endChunkDigest(): void {
    this.#chunkDigest?.drop()
    this.#chunkDigest = undefined
  }

  /**
   * Takes back everything from `offset` on; to be called when settled. The caller breaks the sink off
   * when that already has some of it, and asks `received` afterwards: relayed bytes are all lost then.
   */
  async rollBack(offset: number): Promise<void> {
    const { store, id } = this.#options
    if (store && offset < this.spooled) {
      await store.truncate(id, offset)
      this.spooled = offset
    }
    this.#relayed = 0
    this.#restartDigest()
  }

  /** Stops waiting for a connection to relay to; the present chunk fails. */
  giveUpRelay(): void {
    if (this.isWaitingForSink) this.#loseRelay()
  }

  /** Lets go of everything. The spool itself is the caller's. */
  async close(): Promise<void> {
    this.digest.drop()
    this.endChunkDigest()
    while (this.#isPumping) await new Promise((resolve) => setTimeout(resolve, 5))
    this.#dropQueue()
  }

  #newDigest(algorithm: string, from: number): Digest {
    const { store, id } = this.#options
    return startDigest({ algorithm, from, ...(store ? { spool: { store, id } } : {}) })
  }

  #restartDigest(): void {
    this.digest.drop()
    this.digest = this.#newDigest('sha512', 0)
    this.digest.advance(this.spooled)
  }

  #offer(piece: Piece): void {
    const sink = this.#sink
    if (piece.isForwarded || !sink?.isLive || sink.expects !== piece.offset) return
    piece.isForwarded = true
    sink.push(piece)
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return
    this.#isPumping = true
    while (this.#queue.length > 0) {
      if (this.hasSpool) await this.#spoolQueued()
      else if (!this.#relayFirst()) break
    }
    this.#isPumping = false
    if (this.#queue.length === 0) for (const wake of this.#settlers.splice(0)) wake()
  }

  async #spoolQueued(): Promise<void> {
    const { store, id } = this.#options
    const batch = [...this.#queue]
    try {
      await store?.write(id, this.spooled, batch.map(bytesOf))
    } catch (error) {
      logger().warn({ upload: id, err: error }, 'the spool takes no more; relaying from here on')
      await store?.truncate(id, this.spooled).catch(() => undefined)
      this.hasSpool = false
      this.#options.onSpoolLost()
      return
    }
    this.#queue.splice(0, batch.length)
    for (const piece of batch) {
      this.spooled += piece.length
      this.#offer(piece)
      this.#hash(piece, true)
      release(piece)
    }
  }

  #relayFirst(): boolean {
    const piece = this.#queue[0]
    if (!piece) return false
    this.#offer(piece)
    if (!piece.isForwarded) return false
    this.#queue.shift()
    this.#relayed += piece.length
    this.#hash(piece, false)
    release(piece)
    return true
  }

  #hash(piece: Piece, isSpooled: boolean): void {
    this.digest.piece(piece, isSpooled)
    this.#chunkDigest?.piece(piece, isSpooled)
  }

  // A new connection begins at byte 0 and gets its bytes from the spool.
  #forgetSink(): void {
    for (const piece of this.#queue) piece.isForwarded = false
    if (!this.hasSpool && this.#relayed > 0) this.#loseRelay()
  }

  #loseRelay(): void {
    this.#relayed = 0
    this.#lostRelay = true
    this.#restartDigest()
    this.#dropQueue()
    for (const wake of this.#settlers.splice(0)) wake()
    this.onLost()
  }

  #dropQueue(): void {
    for (const piece of this.#queue.splice(0)) release(piece)
  }
}
