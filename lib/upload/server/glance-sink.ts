import 'server-only'
import type { UploadOutcome, UploadStream } from '@/lib/openstack/upload-stream'
import { bytesOf, PIECE_BYTES, type Piece, release } from './pieces'

export type SinkOptions = {
  stream: UploadStream
  size: number
  /** Bytes that can be read back now, and the way to read them. */
  spool: { end: () => number; read: (offset: number, into: Uint8Array) => Promise<number> }
  /** Called whenever the sink begins to take live pieces, or lets some go. */
  onReady: () => void
  times?: Partial<SinkTimes>
}

export type SinkTimes = {
  /** A byte is sent after this much silence: some front servers close a body that rests for 10 s. */
  dripMs: number
  /** The longest silence that is dripped over: each one pins a thread of Glance. */
  idleMs: number
  /** After this long without Glance taking anything, the client is no longer made to wait. */
  stallMs: number
  /** After this long the connection is given up; Glance's own limit is 900 s. */
  deadMs: number
  /** For so long a new connection counts as about to be level with the client. */
  chaseMs: number
}

const usualTimes: SinkTimes = {
  dripMs: 4_000,
  idleMs: 600_000,
  stallMs: 3_000,
  deadMs: 900_000,
  chaseMs: 1_000,
}

/** Bytes kept back while more are to come, so that there is something to drip. */
const HELD_BYTES = 4096

/**
 * One PUT to Glance: first what the spool holds already, then live pieces straight from memory.
 * Whatever goes wrong, the connection is destroyed and never ended.
 */
export class GlanceSink {
  /** Next byte it wants. */
  expects = 0
  /** Bytes the system took for Glance. */
  forwarded = 0
  /** True while it takes pieces from memory; false while it reads the spool. */
  isLive = false
  /** True while it is new and reads what the spool held before it: it may soon be live. */
  isChasing = true
  /** True when it was closed because nothing came for too long. */
  isIdle = false
  readonly outcome: Promise<UploadOutcome>
  #options: SinkOptions
  #times: SinkTimes
  #held: Buffer = Buffer.alloc(0)
  #lastWrite = Date.now()
  #lastFlush = Date.now()
  #lastFed = Date.now()
  #unflushed = new Set<() => void>()
  #isDead = false

  constructor(options: SinkOptions) {
    this.#options = options
    this.#times = { ...usualTimes, ...options.times }
    const watch = setInterval(() => this.#watch(), Math.min(1000, this.#times.dripMs / 2))
    watch.unref()
    const chase = setTimeout(() => this.#endChase(), this.#times.chaseMs)
    this.outcome = options.stream.outcome.then((outcome) => {
      clearInterval(watch)
      clearTimeout(chase)
      this.#isDead = true
      this.isLive = false
      for (const done of [...this.#unflushed]) done()
      return outcome
    })
    void options.stream.open.then(() => this.#catchUp())
  }

  /** Takes a live piece, which must begin at `expects`, and holds it until it is sent. */
  push(piece: Piece): void {
    piece.holds++
    this.#feed(bytesOf(piece), () => {
      release(piece)
      this.#options.onReady()
    })
  }

  destroy(): void {
    this.#options.stream.destroy()
  }

  // Reads the spool until nothing is left there, with one block on its way while the next is read.
  async #catchUp(): Promise<void> {
    const { spool } = this.#options
    const turns = [0, 1].map(() => ({
      memory: undefined as Buffer | undefined,
      sent: Promise.resolve(),
    }))
    try {
      for (let turn = 0; !this.#isDead && this.expects < spool.end(); turn ^= 1) {
        const slot = turns[turn]
        if (!slot) break
        await slot.sent
        slot.memory ??= Buffer.allocUnsafeSlow(PIECE_BYTES)
        const wanted = Math.min(PIECE_BYTES, spool.end() - this.expects)
        const length = await spool.read(this.expects, slot.memory.subarray(0, wanted))
        if (this.#isDead) return
        if (length === 0) throw new Error('the spool is shorter than it should be')
        const bytes = slot.memory.subarray(0, length)
        slot.sent = new Promise((resolve) => this.#feed(bytes, resolve))
      }
    } catch {
      this.destroy()
    }
    if (this.#isDead) return
    this.isLive = true
    this.#endChase()
  }

  #endChase(): void {
    this.isChasing = false
    this.#options.onReady()
  }

  #feed(bytes: Buffer, flushed: () => void): void {
    const { stream, size } = this.#options
    this.expects += bytes.length
    this.#lastFed = Date.now()
    const isLast = this.expects === size
    const now = isLast ? bytes : bytes.subarray(0, Math.max(0, bytes.length - HELD_BYTES))
    const parts = [this.#held, now].filter((part) => part.length > 0)
    this.#held = isLast ? Buffer.alloc(0) : Buffer.from(bytes.subarray(now.length))
    if (parts.length === 0) queueMicrotask(flushed)
    else this.#send(parts, flushed)
    if (isLast) stream.end()
  }

  #send(parts: Uint8Array[], flushed: () => void): void {
    const length = parts.reduce((sum, part) => sum + part.byteLength, 0)
    const done = () => {
      if (!this.#unflushed.delete(done)) return
      if (!this.#isDead) this.forwarded += length
      this.#lastFlush = Date.now()
      flushed()
    }
    if (this.#unflushed.size === 0) this.#lastFlush = Date.now()
    this.#unflushed.add(done)
    this.#lastWrite = Date.now()
    this.#options.stream.write(parts, done)
  }

  #watch(): void {
    const now = Date.now()
    const { dripMs, idleMs, stallMs, deadMs } = this.#times
    if (this.#unflushed.size > 0) {
      const silence = now - this.#lastFlush
      if (silence >= deadMs) this.destroy()
      else if (silence >= stallMs && this.isLive) this.#fallBehind()
      return
    }
    if (this.expects === this.#options.size) return
    if (now - this.#lastFed >= idleMs) {
      this.isIdle = true
      this.destroy()
    } else if (now - this.#lastWrite >= dripMs && this.#held.length > 1) {
      this.#send([this.#held.subarray(0, 1)], () => undefined)
      this.#held = this.#held.subarray(1)
    }
  }

  // Glance takes nothing just now: from here on it reads the spool at its own pace.
  #fallBehind(): void {
    this.isLive = false
    const drained = setInterval(() => {
      if (this.#unflushed.size > 0) return
      clearInterval(drained)
      if (!this.#isDead) void this.#catchUp()
    }, 50)
    drained.unref()
    this.#options.onReady()
  }
}
