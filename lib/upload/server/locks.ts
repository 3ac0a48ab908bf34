import 'server-only'
import type { Lock, Locker } from '@tus/utils'

type Held = { letGo: () => void; released: Promise<void>; free: () => void }

const holder = globalThis as { __vitrineUploadLocks?: Map<string, Held> }
holder.__vitrineUploadLocks ??= new Map()
const locks = holder.__vitrineUploadLocks

/** How long a request waits for the one before it to let go. */
const WAIT_MS = 15_000

/**
 * One request at a time works on an upload. A newer one asks the older to let go: it is often the
 * same client, whose old connection is dead without either side knowing.
 *
 * Locks live in this process; between processes an upload is claimed in its spool. A store that
 * several processes write to at once would bring its own `Locker` here.
 *
 * @param interrupt Called with the id to end the older request's reading.
 */
export function uploadLocker(interrupt: (id: string) => void): Locker {
  return { newLock: (id) => lockOf(id, interrupt) }
}

function lockOf(id: string, interrupt: (id: string) => void): Lock {
  let mine: Held | undefined
  return {
    async lock(signal, letGo) {
      const deadline = Date.now() + WAIT_MS
      for (let held = locks.get(id); held; held = locks.get(id)) {
        void held.letGo()
        interrupt(id)
        const left = deadline - Date.now()
        if (left <= 0 || signal.aborted)
          throw { status_code: 423, body: 'Another request holds this upload\n' }
        await Promise.race([held.released, new Promise((resolve) => setTimeout(resolve, left))])
      }
      let free: () => void = () => undefined
      const released = new Promise<void>((resolve) => {
        free = resolve
      })
      mine = { letGo, released, free }
      locks.set(id, mine)
    },
    async unlock() {
      if (!mine) return
      if (locks.get(id) === mine) locks.delete(id)
      mine.free()
      mine = undefined
    },
  }
}
