import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

export type Digests = { md5: string; sha512: string }

type Reply = { id: number; hex?: string }
type Waiter = { resolve: (hex: string) => void; reject: (error: Error) => void }

/** One thread for one algorithm; any number of files take turns on it. */
class HashThread {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiter[]>()

  constructor(algorithm: string) {
    this.worker = new Worker(new URL('./blob-hash-worker.mjs', import.meta.url), {
      workerData: { algorithm },
      execArgv: [],
    })
    this.worker.unref()
    this.worker.on('message', ({ id, hex }: Reply) => {
      this.waiting
        .get(id)
        ?.shift()
        ?.resolve(hex ?? '')
    })
    this.worker.on('error', (error) => {
      for (const waiters of this.waiting.values()) for (const { reject } of waiters) reject(error)
      this.waiting.clear()
    })
  }

  open(id: number, memory: SharedArrayBuffer): void {
    this.waiting.set(id, [])
    this.worker.postMessage({ kind: 'open', id, memory })
  }

  /** Resolves when the piece has been read and its memory may be used again. */
  ask(message: {
    kind: 'piece' | 'end'
    id: number
    start?: number
    end?: number
  }): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.get(message.id)?.push({ resolve, reject })
      this.worker.postMessage(message)
    })
  }

  forget(id: number): void {
    this.waiting.delete(id)
    this.worker.postMessage({ kind: 'drop', id })
  }

  async stop(): Promise<void> {
    await this.worker.terminate()
  }
}

let threads: { md5: HashThread; sha512: HashThread } | undefined
let lastId = 0

function hashThreads(): { md5: HashThread; sha512: HashThread } {
  threads ??= { md5: new HashThread('md5'), sha512: new HashThread('sha512') }
  return threads
}

/** Both digests of a file that is fed in pieces lying in shared memory. */
export type SharedHash = {
  /** Resolves when both threads have read the piece. */
  add: (start: number, end: number) => Promise<void>
  finish: () => Promise<Digests>
  /** Gives up; must be called when `finish` is not. */
  drop: () => void
}

/**
 * Starts hashing on two threads beside the main one, so that MD5, SHA-512 and the disk work at the
 * same time. @param memory where the pieces will lie
 */
export function openSharedHash(memory: SharedArrayBuffer): SharedHash {
  const { md5, sha512 } = hashThreads()
  lastId += 1
  const id = lastId
  md5.open(id, memory)
  sha512.open(id, memory)
  return {
    add: async (start, end) => {
      const message = { kind: 'piece', id, start, end } as const
      await Promise.all([md5.ask(message), sha512.ask(message)])
    },
    finish: async () => {
      const message = { kind: 'end', id } as const
      const [left, right] = await Promise.all([md5.ask(message), sha512.ask(message)])
      return { md5: left, sha512: right }
    },
    drop: () => {
      md5.forget(id)
      sha512.forget(id)
    },
  }
}

/** Both digests of bytes that are in memory already. */
export function hashBytes(bytes: Uint8Array): Digests {
  return {
    md5: createHash('md5').update(bytes).digest('hex'),
    sha512: createHash('sha512').update(bytes).digest('hex'),
  }
}

/** Ends the threads; the next large file starts new ones. */
export async function stopHashThreads(): Promise<void> {
  const running = threads
  threads = undefined
  await Promise.all([running?.md5.stop(), running?.sha512.stop()])
}
