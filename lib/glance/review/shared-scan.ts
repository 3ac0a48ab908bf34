import 'server-only'
import { LRUCache } from 'lru-cache'

/**
 * One walk through the catalogue that many people look at. Each sees the newest value first and
 * then what follows; one who reads slowly skips values instead of having them kept.
 */
class SharedScan<T> {
  private latest: T | undefined
  private version = 0
  private isOver = false
  private failure: unknown
  private readers = 0
  private wake: () => void = () => undefined
  private next: Promise<void>
  private readonly abort = new AbortController()

  constructor(
    start: (signal: AbortSignal) => AsyncGenerator<T>,
    private readonly onFailed: () => void,
  ) {
    this.next = this.makeNext()
    this.run(start)
  }

  /** Under way, and not about to be stopped. */
  get isRunning(): boolean {
    return !this.isOver && !this.abort.signal.aborted
  }

  /** Came to its end with a result. */
  get isDone(): boolean {
    return this.isOver && this.failure === undefined && !this.abort.signal.aborted
  }

  async *read(): AsyncGenerator<T> {
    let seen = 0
    this.readers += 1
    try {
      for (;;) {
        if (this.version > seen && this.latest !== undefined) {
          seen = this.version
          yield this.latest
        } else if (this.failure !== undefined) throw this.failure
        else if (this.isOver) return
        else await this.next
      }
    } finally {
      this.readers -= 1
      if (this.readers === 0 && !this.isOver) this.abort.abort()
    }
  }

  private async run(start: (signal: AbortSignal) => AsyncGenerator<T>): Promise<void> {
    try {
      for await (const value of start(this.abort.signal)) {
        this.latest = value
        this.version += 1
        this.wakeAll()
      }
    } catch (error) {
      this.failure = error
      this.onFailed()
    }
    this.isOver = true
    this.wakeAll()
  }

  private wakeAll(): void {
    const wake = this.wake
    this.next = this.makeNext()
    wake()
  }

  private makeNext(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}

const keepMs = 10 * 60_000
const mostKept = 50

/**
 * Scans by key: an identical one under way is joined, a finished one is shown again for ten
 * minutes. A scan that nobody reads any more is stopped and forgotten.
 */
export function sharedScans<T>() {
  const scans = new LRUCache<string, SharedScan<T>>({ max: mostKept, ttl: keepMs })
  return {
    /**
     * @param isFresh Takes no finished result, only one that is under way.
     * @param start Begins the scan; its signal fires when the last reader has gone.
     */
    read(
      key: string,
      isFresh: boolean,
      start: (signal: AbortSignal) => AsyncGenerator<T>,
    ): AsyncGenerator<T> {
      const known = scans.get(key)
      if (known && (known.isRunning || (!isFresh && known.isDone))) return known.read()
      const forget = () => {
        if (scans.get(key) === made) scans.delete(key)
      }
      const made: SharedScan<T> = new SharedScan(start, forget)
      scans.set(key, made)
      return made.read()
    },
  }
}
