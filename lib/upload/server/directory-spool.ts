import 'server-only'
import fs from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isCode, renewClaim, takeClaim } from './claim'
import type { SpoolStore } from './spool-store'

const writev = promisify(fs.writev)

/** Left free on the disk: a full one hurts everybody who shares it. */
const RESERVE_BYTES = 64 * 1024 * 1024

/**
 * A spool in a directory, which may be shared between hosts: `<id>.data` holds the bytes,
 * `<id>.json` the record and `<id>.claim` who works on it.
 *
 * A write counts as safe once the system has it: it survives the death of this process, not a power
 * cut, after which the file's length says what is left.
 */
export async function openDirectorySpool(directory: string): Promise<SpoolStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const handles = new Map<string, Promise<fs.promises.FileHandle>>()
  const path = (id: string, kind: 'data' | 'json' | 'claim') => {
    if (!/^[\w-]{1,64}$/.test(id)) throw new Error('not an upload id')
    return join(directory, `${id}.${kind}`)
  }
  const handle = (id: string) => {
    const known = handles.get(id)
    if (known) return known
    const { O_RDWR, O_CREAT } = fs.constants
    const opened = open(path(id, 'data'), O_RDWR | O_CREAT, 0o600)
    handles.set(id, opened)
    opened.catch(() => handles.delete(id))
    return opened
  }
  const close = async (id: string) => {
    const known = handles.get(id)
    handles.delete(id)
    await known?.then((file) => file.close()).catch(() => undefined)
  }
  const beat = setInterval(() => {
    for (const id of claimed) void renewClaim(path(id, 'claim'))
  }, 10_000)
  beat.unref()
  const claimed = new Set<string>()

  return {
    async write(id, offset, pieces) {
      const { fd } = await handle(id)
      let rest = [...pieces]
      let at = offset
      while (rest.length > 0) {
        const { bytesWritten } = await writev(fd, rest, at)
        at += bytesWritten
        rest = after(rest, bytesWritten)
      }
    },
    async read(id, offset, into) {
      const file = await handle(id)
      let filled = 0
      while (filled < into.byteLength) {
        const { bytesRead } = await file.read(
          into,
          filled,
          into.byteLength - filled,
          offset + filled,
        )
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled
    },
    size: (id) =>
      fs.promises.stat(path(id, 'data')).then(
        (found) => found.size,
        (error) => (isCode(error, 'ENOENT') ? 0 : Promise.reject(error)),
      ),
    async truncate(id, size) {
      await (await handle(id)).truncate(size)
    },
    async removeData(id) {
      await close(id)
      await rm(path(id, 'data'), { force: true })
    },
    async remove(id) {
      await close(id)
      claimed.delete(id)
      for (const kind of ['data', 'json', 'claim'] as const)
        await rm(path(id, kind), { force: true })
    },
    async saveRecord(id, record) {
      const draft = `${path(id, 'json')}.${process.pid}.new`
      await writeFile(draft, record, { mode: 0o600 })
      await rename(draft, path(id, 'json'))
    },
    loadRecord: (id) =>
      readFile(path(id, 'json'), 'utf8').catch((error) =>
        isCode(error, 'ENOENT') ? undefined : Promise.reject(error),
      ),
    async list() {
      const names = await readdir(directory)
      return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
    },
    async free() {
      const { bavail, bsize } = await statfs(directory)
      return Math.max(0, bavail * bsize - RESERVE_BYTES)
    },
    async claim(id) {
      const taken = await takeClaim(path(id, 'claim'))
      if (taken) claimed.add(id)
      return taken
    },
    async release(id) {
      await close(id)
      if (claimed.delete(id)) await rm(path(id, 'claim'), { force: true })
    },
    localPath: (id) => path(id, 'data'),
  }
}

function after(pieces: Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes
  const rest: Uint8Array[] = []
  for (const piece of pieces) {
    if (skip >= piece.byteLength) skip -= piece.byteLength
    else {
      rest.push(piece.subarray(skip))
      skip = 0
    }
  }
  return rest
}
