import 'server-only'
import { logger } from '@/lib/log'
import type { UploadRecord } from './record'
import type { SpoolStore } from './spool-store'

const SAVE_EVERY_MS = 60_000

/** Keeps one upload's record in the store: one write at a time, so that the newest is the last. */
export class RecordKeeper {
  #record: UploadRecord
  #store: SpoolStore | undefined
  #writing: Promise<void> = Promise.resolve()
  #savedAt = 0
  #isClosed = false

  constructor(record: UploadRecord, store: SpoolStore | undefined) {
    this.#record = record
    this.#store = store
  }

  /** Saves the record as it is when its turn comes. A failure is logged: the upload goes on. */
  save(): Promise<void> {
    this.#savedAt = Date.now()
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  /** Notes a sign of life, and saves it now and then. */
  touch(): void {
    this.#record.touchedAt = new Date().toISOString()
    if (Date.now() - this.#savedAt > SAVE_EVERY_MS) void this.save()
  }

  /** Writes nothing from now on. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#writing
  }

  async #write(): Promise<void> {
    if (this.#isClosed) return
    const { id } = this.#record
    await this.#store
      ?.saveRecord(id, JSON.stringify(this.#record))
      .catch((error) => logger().warn({ upload: id, err: error }, 'record not saved'))
  }
}
