import 'server-only'
import { type Claims, elsewhereError } from './claims'
import type { SpoolStore } from './spool-store'

/**
 * A spool that several copies share: whoever does not surely hold the claim of an upload changes nothing
 * of it. Bytes wait while that is unsure; a process that slept too long finds its upload taken.
 */
export function fencedSpool(store: SpoolStore, claims: Claims): SpoolStore {
  const sure = (id: string) => {
    if (!claims.isHeld(id)) throw elsewhereError()
  }
  return {
    ...store,
    async write(id, offset, pieces) {
      await claims.held(id)
      return store.write(id, offset, pieces)
    },
    async truncate(id, size) {
      await claims.held(id)
      return store.truncate(id, size)
    },
    async removeData(id) {
      sure(id)
      return store.removeData(id)
    },
    async remove(id) {
      sure(id)
      return store.remove(id)
    },
    async saveRecord(id, record) {
      sure(id)
      return store.saveRecord(id, record)
    },
  }
}
