import 'server-only'
import fs from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileClaims, isCode } from './claim'
import type { Claims } from './claims'
import { type DiskFile, openDiskFile } from './disk-file'
import type { SpoolStore } from './spool-store'

/** Left free on the disk: a full one hurts everybody who shares it. */
const RESERVE_BYTES = 64 * 1024 * 1024

/**
 * A spool in a directory, which may be shared between hosts: `<id>.data` holds the bytes,
 * `<id>.json` the record and, unless copies claim through Redis, `<id>.claim` who works on it.
 *
 * A write counts as safe once the system has it: it survives the death of this process, not a power
 * cut, after which the file's length says what is left.
 */
export async function openDirectorySpool(
  directory: string,
  claims: Claims = fileClaims(directory),
): Promise<SpoolStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const files = new Map<string, Promise<DiskFile>>()
  const path = (id: string, kind: 'data' | 'json') => {
    if (!/^[\w-]{1,64}$/.test(id)) throw new Error('not an upload id')
    return join(/* turbopackIgnore: true */ directory, `${id}.${kind}`)
  }
  const file = (id: string) => {
    const known = files.get(id)
    if (known) return known
    const opened = openDiskFile(path(id, 'data'))
    files.set(id, opened)
    opened.catch(() => files.delete(id))
    return opened
  }
  const close = async (id: string) => {
    const known = files.get(id)
    files.delete(id)
    await known?.then((opened) => opened.close()).catch(() => undefined)
  }
  return {
    write: async (id, offset, pieces) => (await file(id)).write(offset, pieces),
    read: async (id, offset, into) => (await file(id)).read(offset, into),
    size: (id) =>
      fs.promises.stat(path(id, 'data')).then(
        (found) => found.size,
        (error) => (isCode(error, 'ENOENT') ? 0 : Promise.reject(error)),
      ),
    async truncate(id, size) {
      await (await file(id)).truncate(size)
    },
    async removeData(id) {
      await close(id)
      await rm(path(id, 'data'), { force: true })
    },
    async remove(id) {
      await close(id)
      for (const kind of ['data', 'json'] as const) await rm(path(id, kind), { force: true })
      await claims.release(id)
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
    async idleMs(id) {
      const times = await Promise.all(
        (['json', 'data'] as const).map((kind) =>
          fs.promises.stat(path(id, kind)).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        ),
      )
      const last = Math.max(...times)
      return last > 0 ? Math.max(0, Date.now() - last) : 0
    },
    async free() {
      const { bavail, bsize } = await statfs(directory)
      return Math.max(0, bavail * bsize - RESERVE_BYTES)
    },
    claim: (id) => claims.take(id),
    async release(id) {
      await close(id)
      await claims.release(id)
    },
    localPath: (id) => path(id, 'data'),
  }
}
