import { randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Digests, hashBytes, openSharedHash, type SharedHash } from './blob-hash'
import { createDraft, type DraftFile } from './draft-file'
import { pieceBytes, pieces, takePieceMemory } from './piece-memory'
import { countYoungBytes } from './young-garbage'

/** More bytes came than the writer allowed. */
export class BlobTooLargeError extends Error {}

/** A file that is whole and hashed but has no name yet. Call `commit` or `discard`. */
export type PendingBlob = Digests & {
  size: number
  /** Reads up to `length` bytes at `offset`, fewer at the end of the file. */
  readAt: (offset: number, length: number) => Buffer
  /** Gives the file its name; durable when this returns. */
  commit: () => void
  discard: () => void
}

/** Image data on disk: one folder per store, `staging` for imports, `cache`, and `tmp`. */
export type Blobs = {
  /**
   * Writes a stream to a temporary file, hashing it on the way.
   * @param area store id, `staging` or `cache`
   * @param maxBytes BlobTooLargeError beyond it
   * @throws whatever the source throws, or the disk (ENOSPC, EACCES); nothing stays behind then
   */
  write(
    area: string,
    name: string,
    source: AsyncIterable<Uint8Array>,
    maxBytes?: number,
  ): Promise<PendingBlob>
  /** The same at once for bytes in memory; committed when it returns. */
  writeNow(area: string, name: string, bytes: Uint8Array): Digests & { size: number }
  /** Streams bytes from `start` up to and including `end`. */
  read(area: string, name: string, start: number, end: number): Readable
  /** Size in bytes; undefined when there is no such file. */
  size(area: string, name: string): number | undefined
  /** Gives a file a second name in another area. */
  link(from: string, to: string, name: string): void
  /** Gives a file a second name in the same area. */
  linkAs(area: string, name: string, other: string): void
  remove(area: string, name: string): void
  /** Names in an area. */
  list(area: string): string[]
  /** Where an area lies on disk. */
  folder(area: string): string
  /** Bytes that all stores hold together. */
  usedBytes(): number
  /** Removes what unfinished writes left behind; for the start, before anything is written. */
  clearTemporary(): void
}

/** Collects a stream in shared pieces: each is hashed and written while the next one fills. */
class Receiver {
  private readonly memory = takePieceMemory()
  private readonly bytes = new Uint8Array(this.memory.buffer)
  private readonly busy: Promise<unknown>[] = new Array(pieces).fill(Promise.resolve())
  private hash: SharedHash | undefined
  private piece = 0
  private filled = 0
  private flushed = 0

  constructor(private readonly file: DraftFile) {}

  get size(): number {
    return this.flushed + this.filled
  }

  /** Takes a chunk; the promise, if there is one, says when more may come. */
  add(chunk: Uint8Array): Promise<void> | undefined {
    if (this.filled + chunk.length < pieceBytes) {
      this.bytes.set(chunk, this.piece * pieceBytes + this.filled)
      this.filled += chunk.length
      return undefined
    }
    return this.addAcross(chunk)
  }

  private async addAcross(chunk: Uint8Array): Promise<void> {
    let at = 0
    while (at < chunk.length) {
      const count = Math.min(chunk.length - at, pieceBytes - this.filled)
      const start = this.piece * pieceBytes + this.filled
      this.bytes.set(chunk.subarray(at, at + count), start)
      this.filled += count
      at += count
      if (this.filled === pieceBytes) await this.flush()
    }
  }

  private async flush(): Promise<void> {
    const start = this.piece * pieceBytes
    const view = this.bytes.subarray(start, start + this.filled)
    this.hash ??= openSharedHash(this.memory.buffer)
    const work = Promise.all([
      this.hash.add(start, start + this.filled),
      this.file.write(view, this.flushed),
    ])
    // A failure is met when the piece is needed again; until then it must not count as unhandled.
    work.catch(() => undefined)
    this.busy[this.piece] = work
    this.flushed += this.filled
    this.filled = 0
    this.piece = (this.piece + 1) % pieces
    await this.busy[this.piece]
  }

  async finish(): Promise<Digests> {
    const digests = await this.digest()
    this.memory.giveBack()
    return digests
  }

  private async digest(): Promise<Digests> {
    if (!this.hash) {
      // Copied out: a small file is not worth the way to the threads.
      const view = Buffer.from(this.bytes.subarray(0, this.filled))
      await this.file.write(view, 0)
      return hashBytes(view)
    }
    if (this.filled > 0) await this.flush()
    await Promise.all(this.busy)
    return this.hash.finish()
  }

  /** Gives up. The memory stays with the pieces that are still being written or hashed. */
  async drop(): Promise<void> {
    await Promise.allSettled(this.busy)
    this.hash?.drop()
    this.memory.giveBack()
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function readPiece(path: string, offset: number, length: number): Buffer {
  const handle = openSync(path, 'r')
  try {
    const piece = Buffer.alloc(length)
    return piece.subarray(0, readSync(handle, piece, 0, length, offset))
  } finally {
    closeSync(handle)
  }
}

/**
 * Opens the image data of a cloud; makes the folders that are missing.
 * @param dir folder of the cloud
 * @param stores ids of the file stores
 */
export function openBlobs(dir: string, stores: readonly string[]): Blobs {
  const temporary = join(dir, 'tmp')
  const folder = (area: string) =>
    area === 'staging' || area === 'cache' ? join(dir, area) : join(dir, 'stores', area)
  const path = (area: string, name: string) => join(folder(area), name)
  for (const area of [...stores, 'staging', 'cache']) mkdirSync(folder(area), { recursive: true })
  mkdirSync(temporary, { recursive: true })
  const names = (area: string) => (existsSync(folder(area)) ? readdirSync(folder(area)) : [])
  const size = (area: string, name: string) =>
    statSync(path(area, name), { throwIfNoEntry: false })?.size
  const place = (from: string, area: string, name: string) => {
    renameSync(from, path(area, name))
    syncFolder(folder(area))
  }

  return {
    async write(area, name, source, maxBytes = Number.POSITIVE_INFINITY) {
      const draft = join(temporary, `${name}.${randomUUID()}`)
      const file = await createDraft(draft)
      const receiver = new Receiver(file)
      try {
        for await (const chunk of source) {
          if (receiver.size + chunk.length > maxBytes) throw new BlobTooLargeError()
          countYoungBytes(chunk.length)
          const busy = receiver.add(chunk)
          if (busy) await busy
        }
        const digests = await receiver.finish()
        await file.finish()
        return {
          ...digests,
          size: receiver.size,
          readAt: (offset, length) => readPiece(draft, offset, length),
          commit: () => place(draft, area, name),
          discard: () => rmSync(draft, { force: true }),
        }
      } catch (error) {
        await receiver.drop()
        await file.close().catch(() => undefined)
        rmSync(draft, { force: true })
        throw error
      }
    },
    writeNow(area, name, bytes) {
      const draft = join(temporary, `${name}.${randomUUID()}`)
      writeFileSync(draft, bytes)
      renameSync(draft, path(area, name))
      return { ...hashBytes(bytes), size: bytes.length }
    },
    read: (area, name, start, end) =>
      createReadStream(path(area, name), { start, end, highWaterMark: pieceBytes }),
    size,
    link(from, to, name) {
      rmSync(path(to, name), { force: true })
      linkSync(path(from, name), path(to, name))
    },
    linkAs(area, name, other) {
      rmSync(path(area, other), { force: true })
      linkSync(path(area, name), path(area, other))
    },
    remove: (area, name) => rmSync(path(area, name), { force: true }),
    list: names,
    folder,
    usedBytes: () =>
      stores
        .flatMap((store) => names(store).map((name) => size(store, name) ?? 0))
        .reduce((sum, bytes) => sum + bytes, 0),
    clearTemporary() {
      for (const name of readdirSync(temporary)) rmSync(join(temporary, name), { force: true })
    },
  }
}
