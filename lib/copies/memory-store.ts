import 'server-only'
import { LRUCache } from 'lru-cache'
import type { SharedStore } from './shared-store'

const MOST_ENTRIES = 200_000

/** The store of a dashboard that is one process. */
export function memoryStore(): SharedStore {
  const values = new LRUCache<string, string>({ max: MOST_ENTRIES })
  const hashes = new LRUCache<string, Map<string, string>>({ max: MOST_ENTRIES })
  return {
    isShared: false,
    get: async (keys) => keys.map((key) => values.get(key)),
    async put(key, value, ttl) {
      values.set(key, value, { ttl })
    },
    async remove(key) {
      values.delete(key)
      hashes.delete(key)
    },
    async addField(key, field, value, ttl) {
      const hash = hashes.get(key) ?? new Map<string, string>()
      const stands = hash.get(field) ?? value
      hash.set(field, stands)
      hashes.set(key, hash, { ttl })
      return stands
    },
    fields: async (key) => new Map(hashes.get(key)),
    async removeField(key, field) {
      hashes.get(key)?.delete(field)
    },
    async take(key, holder, ttl) {
      const now = values.get(key) ?? holder
      if (now === holder) values.set(key, holder, { ttl })
      return now
    },
    async release(key, holder) {
      if (values.get(key) === holder) values.delete(key)
    },
    ping: async () => undefined,
    breaks: () => 0,
  }
}
