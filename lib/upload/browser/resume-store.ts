import type { FileFacts } from './upload'

/** What this browser remembers of an upload, so that it can go on after a reload. */
export type Remembered = {
  uploadId: string
  scope: string
  imageId: string
  imageName: string
  file: FileFacts
  fingerprint: string | null
  /** Only some browsers can keep one; with it nobody has to pick the file again. */
  handle: FileSystemFileHandle | null
  /** Milliseconds since 1970. */
  savedAt: number
}

export type ResumeStore = {
  save: (entry: Remembered) => Promise<void>
  all: () => Promise<Remembered[]>
  remove: (uploadId: string) => Promise<void>
}

const database = 'vitrine'
const table = 'uploads'
const keepMs = 14 * 24 * 3600 * 1000

/**
 * The memory in IndexedDB. Every method resolves even where the browser refuses storage (private
 * windows, full disks): the upload works then, only a reload asks for the file again.
 */
export function createResumeStore(
  factory: IDBFactory | undefined = globalThis.indexedDB,
): ResumeStore {
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> => {
    if (!factory) return undefined
    try {
      const db = await open(factory)
      try {
        return await settle(work(db.transaction(table, mode).objectStore(table)))
      } finally {
        db.close()
      }
    } catch {
      return undefined
    }
  }
  return {
    save: async (entry) => {
      await run('readwrite', (store) => store.put(entry))
    },
    all: async () => {
      const entries = (await run('readonly', (store) => store.getAll())) ?? []
      return (entries as Remembered[]).filter(({ savedAt }) => Date.now() - savedAt < keepMs)
    },
    remove: async (uploadId) => {
      await run('readwrite', (store) => store.delete(uploadId))
    },
  }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(database, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'uploadId' })
  return settle(request)
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
