import 'server-only'
import type { IncomingMessage } from 'node:http'
import { appError } from '@/lib/errors'
import type { Flow } from './flow'
import { type Piece, roomOf } from './pieces'
import { countYoungBytes } from './young-garbage'

/** A slow link's bytes go on at the latest after this long. */
const FLUSH_MS = 200

/** Where bytes come from. `take` answers false when it wants no more until `resume`. */
export type ByteSource = {
  start(take: (bytes: Uint8Array) => boolean, end: (error?: Error) => void): void
  resume(): void
  /** Stops reading for good. */
  stop(): void
}

/**
 * Reads one chunk into the flow until it ends, breaks or is interrupted. What came is accepted in
 * every case; the caller settles the flow.
 *
 * @param limit Most bytes the chunk may hold.
 * @throws AppError `aborted` when the client went away or another request took over, `too_large`
 *   when more than `limit` came (`limit` bytes are accepted).
 */
export async function receive(
  source: ByteSource,
  flow: Flow,
  limit: number,
  interrupt: AbortSignal,
): Promise<void> {
  let piece: Piece | undefined
  let rest: Uint8Array | undefined
  let offset = flow.received
  let left = limit
  let isTooLarge = false
  let lastBytes = 0

  const flush = () => {
    if (!piece) return
    flow.accept(piece)
    piece = undefined
  }
  const take = (bytes: Uint8Array): boolean => {
    if (flow.isLost) return false
    let at = 0
    const end = Math.min(bytes.byteLength, left)
    if (bytes.byteLength > left) isTooLarge = true
    while (at < end) {
      piece ??= flow.pool.take(offset)
      if (!piece) {
        rest = bytes.subarray(at)
        return false
      }
      const count = Math.min(end - at, roomOf(piece))
      piece.memory.set(bytes.subarray(at, at + count), piece.length)
      piece.length += count
      at += count
      offset += count
      left -= count
      if (roomOf(piece) === 0) flush()
    }
    lastBytes = offset
    return true
  }

  let seen = -1
  const timer = setInterval(() => {
    if (piece && seen === lastBytes) flush()
    seen = lastBytes
  }, FLUSH_MS)
  try {
    await new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve())
      flow.pool.onFree = () => {
        const waiting = rest
        if (!waiting) return
        rest = undefined
        if (take(waiting)) source.resume()
      }
      flow.onLost = () => end(appError('aborted'))
      interrupt.addEventListener('abort', () => end(appError('aborted')), { once: true })
      if (interrupt.aborted) end(appError('aborted'))
      source.start(take, end)
    })
    // A stream may end while its last bytes still wait for memory.
    while (rest && !flow.isLost) await new Promise((resolve) => setTimeout(resolve, 5))
    if (isTooLarge)
      throw appError('too_large', { detail: 'The chunk goes beyond the end of the file.' })
  } finally {
    clearInterval(timer)
    flow.pool.onFree = () => undefined
    flow.onLost = () => undefined
    source.stop()
    flush()
  }
}

/** Bytes of Node's own request. */
export function incomingSource(message: IncomingMessage): ByteSource {
  let take: (bytes: Uint8Array) => boolean = () => true
  let end: (error?: Error) => void = () => undefined
  const onData = (bytes: Buffer) => {
    countYoungBytes(bytes.length)
    if (!take(bytes)) message.pause()
  }
  const onEnd = () => end()
  const onBreak = () => end(appError('aborted', { detail: 'The connection broke.' }))
  return {
    start(nextTake, nextEnd) {
      take = nextTake
      end = nextEnd
      message.on('end', onEnd)
      message.on('error', onBreak)
      message.on('close', onBreak)
      message.on('data', onData)
    },
    resume: () => message.resume(),
    stop() {
      message.off('data', onData)
      message.off('end', onEnd)
      message.off('close', onBreak)
      // The error listener stays: an error that nobody hears ends the process.
      end = () => undefined
    },
  }
}

/** Bytes of a web stream. */
export function webSource(stream: ReadableStream<Uint8Array> | null): ByteSource {
  const reader = stream?.getReader()
  let isStopped = false
  let wake: () => void = () => undefined
  return {
    start(take, end) {
      const run = async () => {
        for (;;) {
          const next = await reader?.read()
          if (isStopped || !next || next.done) return end()
          if (!take(next.value)) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
          if (isStopped) return
        }
      }
      run().catch(() => end(appError('aborted', { detail: 'The connection broke.' })))
    },
    resume: () => wake(),
    stop() {
      isStopped = true
      wake()
      void reader?.cancel().catch(() => undefined)
    },
  }
}
