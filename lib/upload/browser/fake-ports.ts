import type { AppError } from '@/lib/errors'
import type { UploadStatus, UploadUpdate } from '@/lib/schemas/upload'
import type { Opened } from './open-upload'
import type { Ports } from './ports'
import type { SendJob } from './transport'
import type { RecordChoice } from './upload'

type Faults = {
  /** Errors of the first calls, in order. */
  create?: AppError[]
  open?: AppError[]
  end?: AppError[]
  /** The list knows an upload of each image under the id `listed`. */
  listed?: boolean
  slowOpen?: boolean
  hashes?: boolean
}

/** A file of zeros. */
export function fakeFile(name: string, size: number): File {
  return new File([new Uint8Array(size)], name, { lastModified: 5 })
}

/** Lets everything that is only waiting for promises happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
}

/** Ports of a world in which time stands still until `pass`, for the engine's unit tests. */
export function fakePorts(faults: Faults = {}) {
  let now = 1_000_000
  let ids = 0
  const timers = new Set<{ at: number; work: () => void }>()
  const calls: string[] = []
  const createdIds: string[] = []
  const sends: SendJob[] = []
  const stopped: number[] = []
  const ended: RecordChoice[] = []
  const updates: UploadUpdate[] = []
  const readers: Array<(value: string) => void> = []
  const opening: Array<() => void> = []
  let status: Partial<UploadStatus> = { state: 'receiving', received: 0 }

  const statusOf = (id: string): UploadStatus => ({
    id,
    imageId: 'image',
    filename: 'f',
    size: 100,
    fileDate: '5',
    fingerprint: 'print',
    state: 'receiving',
    received: 0,
    forwarded: 0,
    survivesBreak: true,
    sends: 1,
    nextTryAt: null,
    proof: 'none',
    sha512: null,
    imageHash: null,
    error: null,
    createdAt: '',
    expiresAt: '',
    ...status,
  })
  const attempt = async (name: 'create' | 'open' | 'end') => {
    calls.push(name)
    const fault = faults[name]?.shift()
    if (fault) throw fault
  }

  const ports: Ports = {
    records: {
      create: async (_, { id }) => {
        createdIds.push(id ?? '')
        await attempt('create')
      },
      status: async () => 'queued',
      remove: async () => calls.push('remove'),
      changed: () => undefined,
    },
    server: {
      open: async (): Promise<Opened> => {
        await attempt('open')
        if (faults.slowOpen) await new Promise<void>((resolve) => opening.push(resolve))
        return { uploadId: `upload-${++ids}`, survivesBreak: true }
      },
      list: async () => ({
        uploads: faults.listed
          ? createdIds.map((imageId) => ({ ...statusOf('listed'), imageId }))
          : [],
        spoolFree: null,
        keepSeconds: 1,
      }),
      get: async (_, id) => {
        calls.push('get')
        return statusOf(id)
      },
      update: async (_, id, update) => {
        updates.push(update)
        if (update.retry) status = { ...status, state: 'receiving' }
        return statusOf(id)
      },
      end: async (_, __, choice) => {
        await attempt('end')
        ended.push(choice)
      },
    },
    send: (job) => {
      const place = sends.push(job) - 1
      return { stop: () => stopped.push(place) }
    },
    inspect: async () => ({ verdict: 'fine' }) as never,
    fingerprint: async () => 'print',
    digest: (file, onRead) => ({
      value: new Promise((resolve) =>
        readers.push((value) => {
          onRead(file.size)
          resolve(value)
        }),
      ),
      stop: () => undefined,
    }),
    hashesByItself: () => faults.hashes ?? false,
    memory: { save: async () => undefined, all: async () => [], remove: async () => undefined },
    isOnline: () => true,
    now: () => now,
    random: () => 0.5,
    later: (ms, work) => {
      const timer = { at: now + ms, work }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    newId: () => `id-${++ids}`,
    sessionEnded: () => calls.push('sessionEnded'),
  }

  return {
    ports,
    calls,
    createdIds,
    sends,
    stopped,
    ended,
    updates,
    now: () => now,
    setStatus: (next: Partial<UploadStatus>) => {
      status = next
    },
    sending: (place: number): SendJob => {
      const job = sends[place]
      if (!job) throw new Error(`nothing was sent at place ${place}`)
      return job
    },
    readAll: (digest: string) => {
      for (const finish of readers) finish(digest)
    },
    finishOpen: () => {
      for (const finish of opening) finish()
    },
    /** Lets `ms` milliseconds pass, with every alarm in its order. */
    pass: async (ms: number) => {
      const end = now + ms
      for (;;) {
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.work()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
