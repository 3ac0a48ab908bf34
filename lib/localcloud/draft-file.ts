import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** What direct writes are aligned to: place, length and memory alike. */
const alignedBytes = 4096
const fastBytesPerSecond = 200 * 1024 * 1024
const judgedBytes = 32 * 1024 * 1024

/** A file that is written front to back in pieces, several at a time. */
export type DraftFile = {
  write(view: Uint8Array, position: number): Promise<void>
  /** Everything is on disk, or with a slow disk at least on its way there; the file is closed. */
  finish(): Promise<void>
  close(): Promise<void>
}

/**
 * Creates a file. Whole pieces go past the page cache: on a virtual machine each fresh page of the
 * cache costs more processor time than writing does. A disk that turns out slow is written through
 * the cache from then on and nobody waits for it, which is how Glance writes all its data.
 */
export async function createDraft(path: string): Promise<DraftFile> {
  const cached = await open(path, 'w')
  let direct: FileHandle | undefined = await open(
    path,
    constants.O_WRONLY | (constants.O_DIRECT ?? 0),
  ).catch(() => undefined)
  let isSlow = false
  let judged = { bytes: 0, best: 0 }
  let underWay = 0

  const writeDirect = async (view: Uint8Array, position: number): Promise<boolean> => {
    if (!direct || isSlow || !constants.O_DIRECT || !isAligned(view, position)) return false
    const started = performance.now()
    underWay += 1
    // Pieces that are written at the same time share the disk.
    const sharers = underWay
    try {
      await writeFully(direct, view, position)
    } catch (error) {
      // Not every file system that opens a file this way also writes it so.
      if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
      isSlow = true
      return false
    } finally {
      underWay -= 1
    }
    const speed = (view.length * sharers) / ((performance.now() - started) / 1000)
    // A slow disk is slow every time; a busy processor lets some writes through fast.
    judged = { bytes: judged.bytes + view.length, best: Math.max(judged.best, speed) }
    if (judged.bytes >= judgedBytes) {
      isSlow = judged.best < fastBytesPerSecond
      judged = { bytes: 0, best: 0 }
    }
    return true
  }
  const close = async () => {
    await direct?.close()
    direct = undefined
    await cached.close()
  }

  return {
    async write(view, position) {
      if (!(await writeDirect(view, position))) await writeFully(cached, view, position)
    },
    async finish() {
      if (!isSlow) {
        await cached.datasync()
        return close()
      }
      void cached
        .datasync()
        .catch(() => undefined)
        .finally(() => close().catch(() => undefined))
    },
    close,
  }
}

function isAligned(view: Uint8Array, position: number): boolean {
  return [view.byteOffset, view.length, position].every((at) => at % alignedBytes === 0)
}

async function writeFully(file: FileHandle, view: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < view.length) {
    const { bytesWritten } = await file.write(view, done, view.length - done, position + done)
    done += bytesWritten
  }
}
