import 'server-only'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { digestThreadSource } from './digest-thread'
import { bytesOf, PIECE_BYTES, type Piece, release } from './pieces'
import type { SpoolStore } from './spool-store'

/** A digest of one upload's bytes, made by a thread. */
export type Digest = {
  /**
   * Takes bytes from memory, which is held until they are hashed. Where a spool holds them too and the
   * thread lags behind, they are read back from there later: hashing makes nobody wait.
   */
  piece(piece: Piece, isSpooled: boolean): void
  /** Bytes up to `to` are in the spool and must be read from there. */
  advance(to: number): void
  /**
   * The digest of the first `at` bytes once they are hashed; nothing when that cannot be told any more.
   *
   * @param isUrgent Somebody waits for it: the thread takes no rest until then.
   */
  prefix(at: number, isUrgent?: boolean): Promise<string | undefined>
  /** The digest in hexadecimal once `end` bytes are hashed. @throws Error when the thread failed. */
  finish(end: number): Promise<string>
  drop(): void
}

export type DigestOptions = {
  algorithm: string
  /** First byte that counts. */
  from: number
  /** Without a spool all bytes come as pieces. */
  spool?: { store: SpoolStore; id: string } | undefined
}

/** Pieces of one upload that may wait for the thread; those after them it reads from the spool. */
const WAITING_PIECES = 4

/** Where Glance and the bytes' way need all cores, hashing waits for pauses and for the end. */
const hasCoresToSpare = availableParallelism() > 2
/** The thread's rest after each MiB while bytes still flow: it then keeps up with 10 MiB/s. */
const REST_MS = 100

type Job = {
  resolve?: (digest: string) => void
  reject?: (error: Error) => void
  error?: Error
  prefixes: Map<number, (digest: string | undefined) => void>
}
type Answer = {
  id: number
  digest?: string
  ticket?: number
  error?: string
  /** The first `at` bytes were passed; `prefix` is their digest. */
  at?: number
  prefix?: string
}
type Thread = {
  worker: Worker
  jobs: Map<number, Job>
  tickets: Map<number, () => void>
  lastId: number
}

const store = globalThis as { __vitrineDigests?: Thread | undefined }

/** Starts a digest. `algorithm` is a name of Node's `crypto`, such as `sha512`. */
export function startDigest({ algorithm, from, spool }: DigestOptions): Digest {
  const thread = digestThread()
  const id = ++thread.lastId
  const job: Job = { prefixes: new Map() }
  thread.jobs.set(id, job)
  const path = spool?.store.localPath?.(spool.id)
  const post = (message: object) => thread.worker.postMessage({ id, ...message })
  post({ kind: 'start', algorithm, from, path })
  const send = (offset: number, memory: Uint8Array, done: () => void) => {
    const ticket = ++thread.lastId
    thread.tickets.set(ticket, done)
    post({ kind: 'piece', offset, memory, ticket })
  }
  const feed = spool && !path ? feeder(spool, from, send) : undefined
  let waiting = 0
  const advance = (to: number) => {
    if (feed) feed.readTo(to)
    else post({ kind: 'advance', to })
  }
  const piece = (piece: Piece, isSpooled: boolean) => {
    if (isSpooled && (feed || !hasCoresToSpare || waiting >= WAITING_PIECES))
      return advance(piece.offset + piece.length)
    waiting++
    piece.holds++
    const hand = () =>
      send(piece.offset, bytesOf(piece), () => {
        waiting--
        release(piece)
      })
    if (feed) feed.then(hand)
    else hand()
  }
  return {
    advance,
    piece,
    prefix: (at, isUrgent = false) =>
      new Promise((resolve) => {
        if (job.error || job.prefixes.has(at)) return resolve(undefined)
        job.prefixes.set(at, resolve)
        const ask = () => post({ kind: 'prefix', at, isUrgent })
        if (feed) feed.then(ask)
        else ask()
      }),
    finish: (end) =>
      new Promise((resolve, reject) => {
        if (job.error) return reject(job.error)
        Object.assign(job, { resolve, reject })
        const last = () => post({ kind: 'finish', end })
        if (feed) feed.then(last)
        else last()
      }),
    drop: () => {
      thread.jobs.delete(id)
      fail(job, new Error('the digest was dropped'))
      feed?.stop()
      post({ kind: 'drop' })
    },
  }
}

// A store without a path is read here and its bytes handed to the thread, one piece at a time.
function feeder(
  { store: spool, id }: { store: SpoolStore; id: string },
  from: number,
  send: (offset: number, memory: Uint8Array, done: () => void) => void,
) {
  const memory = Buffer.from(new SharedArrayBuffer(PIECE_BYTES))
  let at = from
  let isStopped = false
  let chain = Promise.resolve()
  const then = (step: () => void | Promise<void>) => {
    chain = chain.then(step)
  }
  const readTo = (to: number) =>
    then(async () => {
      while (at < to && !isStopped) {
        const length = await spool.read(id, at, memory.subarray(0, Math.min(PIECE_BYTES, to - at)))
        if (length === 0) return
        await new Promise<void>((done) => send(at, memory.subarray(0, length), done))
        at += length
      }
    })
  return {
    then,
    readTo,
    stop: () => {
      isStopped = true
    },
  }
}

function digestThread(): Thread {
  store.__vitrineDigests ??= startThread()
  return store.__vitrineDigests
}

function startThread(): Thread {
  const worker = new Worker(digestThreadSource, {
    eval: true,
    name: 'upload digests',
    workerData: { restsMs: hasCoresToSpare ? 0 : REST_MS },
  })
  worker.unref()
  const thread: Thread = { worker, jobs: new Map(), tickets: new Map(), lastId: 0 }
  worker.on('message', (answer: Answer) => {
    const job = thread.jobs.get(answer.id)
    if (answer.ticket !== undefined) {
      thread.tickets.get(answer.ticket)?.()
      thread.tickets.delete(answer.ticket)
    }
    if (answer.at !== undefined) {
      job?.prefixes.get(answer.at)?.(answer.prefix)
      job?.prefixes.delete(answer.at)
    }
    if (answer.error !== undefined) fail(job, new Error(answer.error))
    if (answer.digest !== undefined) {
      job?.resolve?.(answer.digest)
      for (const resolve of job?.prefixes.values() ?? []) resolve(undefined)
    }
    if (answer.digest !== undefined || answer.error !== undefined) thread.jobs.delete(answer.id)
  })
  worker.on('error', (error) => {
    store.__vitrineDigests = undefined
    for (const job of thread.jobs.values()) fail(job, error)
    for (const done of thread.tickets.values()) done()
  })
  return thread
}

function fail(job: Job | undefined, error: Error): void {
  if (!job) return
  job.error = error
  job.reject?.(error)
  for (const resolve of job.prefixes.values()) resolve(undefined)
}
