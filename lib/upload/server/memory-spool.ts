import 'server-only'
import type { SpoolStore } from './spool-store'

/**
 * A spool in memory, for tests. Holds at most `capacity` bytes and then fails as a full disk does.
 */
export function openMemorySpool(capacity = Number.MAX_SAFE_INTEGER): SpoolStore {
  const data = new Map<string, Buffer>()
  const records = new Map<string, string>()
  const used = () => [...data.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  const bytesOf = (id: string) => data.get(id) ?? Buffer.alloc(0)
  return {
    async write(id, offset, pieces) {
      for (const piece of pieces) {
        if (used() + piece.byteLength > capacity)
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
        data.set(id, Buffer.concat([bytesOf(id).subarray(0, offset), piece]))
        offset += piece.byteLength
      }
    },
    async read(id, offset, into) {
      return bytesOf(id).copy(into, 0, offset, offset + into.byteLength)
    },
    size: async (id) => bytesOf(id).length,
    async truncate(id, size) {
      data.set(id, bytesOf(id).subarray(0, size))
    },
    async removeData(id) {
      data.delete(id)
    },
    async remove(id) {
      data.delete(id)
      records.delete(id)
    },
    async saveRecord(id, record) {
      records.set(id, record)
    },
    loadRecord: async (id) => records.get(id),
    list: async () => [...records.keys()],
    idleMs: async () => 0,
    free: async () => Math.max(0, capacity - used()),
    claim: async () => true,
    async release() {},
  }
}
