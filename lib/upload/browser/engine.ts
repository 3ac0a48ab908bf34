import type { CreateImage } from '@/lib/schemas/image'
import type { UploadStatus } from '@/lib/schemas/upload'
import { createEffects } from './effects'
import { defaultLanes, move, turns } from './line'
import { advance, type UploadEvent } from './machine'
import type { Ports } from './ports'
import { isDraft, isEnded, newUpload, type RecordChoice, type Upload } from './upload'

/** What the screen draws. Replaced as a whole, never changed. */
export type Snapshot = { uploads: readonly Upload[]; lanes: number }

/** The image that a chosen file is for: a record to make, or a queued one that has no data. */
export type Target =
  | { record: CreateImage; imageName: string; store?: string | undefined }
  | { imageId: string; imageName: string; store?: string | undefined }

export type Engine = ReturnType<typeof createEngine>

// Often enough for a bar that moves, seldom enough for twenty of them.
const drawEvery = 250

/**
 * Runs uploads: keeps their states, lets them take turns, and starts and stops the work that each
 * state needs. All state is in the snapshot; all work is in the effects.
 */
export function createEngine(ports: Ports) {
  let snapshot: Snapshot = { uploads: [], lanes: defaultLanes }
  const files = new Map<string, File>()
  const fingerprints = new Map<string, Promise<string | null>>()
  const listeners = new Set<() => void>()
  const inbox: Array<{ key: string; event: UploadEvent }> = []
  let isWorking = false
  let isDrawPlanned = false

  const get = (key: string) => snapshot.uploads.find((upload) => upload.key === key)
  const draw = () => {
    isDrawPlanned = false
    for (const listener of listeners) listener()
  }
  const drawSoon = () => {
    if (isDrawPlanned) return
    isDrawPlanned = true
    ports.later(drawEvery, draw)
  }

  const fingerprint = (key: string) => {
    const file = files.get(key)
    const known = fingerprints.get(key) ?? (file ? ports.fingerprint(file) : Promise.resolve(null))
    fingerprints.set(key, known)
    return known
  }

  const dispatch = (key: string, event: UploadEvent) => {
    inbox.push({ key, event })
    if (isWorking) return
    isWorking = true
    try {
      for (let next = inbox.shift(); next; next = inbox.shift()) handle(next.key, next.event)
    } finally {
      isWorking = false
    }
  }

  const effects = createEffects({
    ports,
    get,
    file: (key) => files.get(key),
    fingerprint,
    dispatch,
  })

  const handle = (key: string, event: UploadEvent) => {
    const before = get(key)
    const after = before && advance(before, event)
    if (!before || !after || after === before) return
    snapshot = {
      ...snapshot,
      uploads: snapshot.uploads.map((upload) => (upload === before ? after : upload)),
    }
    effects.react(before, after)
    if (before.stage.phase === after.stage.phase) return drawSoon()
    giveTurns()
    draw()
  }

  const giveTurns = () => {
    for (const key of turns(snapshot.uploads, snapshot.lanes)) dispatch(key, { type: 'turn' })
  }

  const add = (scope: string, file: File, purpose: Upload['purpose']): string => {
    const key = ports.newId()
    files.set(key, file)
    const { name, size, lastModified } = file
    const upload = newUpload(key, scope, { name, size, lastModified }, purpose)
    snapshot = { ...snapshot, uploads: [...snapshot.uploads, upload] }
    return key
  }

  const forget = (key: string) => {
    effects.forget(key)
    files.delete(key)
    fingerprints.delete(key)
    snapshot = {
      ...snapshot,
      uploads: snapshot.uploads.filter((upload) => upload.key !== key),
    }
    draw()
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    snapshot: () => snapshot,

    /** Takes files in as drafts and reads their headers. Returns their keys. */
    choose: (
      scope: string,
      chosen: readonly File[],
      purpose: Upload['purpose'] = 'create',
    ): string[] => {
      const keys = chosen.map((file) => add(scope, file, purpose))
      for (const key of keys) dispatch(key, { type: 'inspect' })
      return keys
    },
    /** The person wants the file in spite of its warnings. */
    override: (key: string) => dispatch(key, { type: 'override' }),
    /** Sends a draft off; it starts when its turn comes. */
    submit: (key: string, target: Target) =>
      dispatch(key, {
        type: 'submit',
        record: 'record' in target ? target.record : null,
        imageId: 'record' in target ? (target.record.id ?? ports.newId()) : target.imageId,
        imageName: target.imageName,
        store: target.store,
      }),
    /** Goes on with an unfinished upload of an earlier visit, with the file picked again. */
    adopt: (scope: string, status: UploadStatus, file: File, imageName: string): string => {
      const key = add(scope, file, 'fill')
      dispatch(key, { type: 'adopt', status, imageName })
      return key
    },
    pause: (key: string) => dispatch(key, { type: 'pause' }),
    resume: (key: string) => dispatch(key, { type: 'resume' }),
    cancel: (key: string, choice: RecordChoice) => dispatch(key, { type: 'cancel', choice }),
    /** Tries a failed upload again, into the same image where that still exists. */
    retry: (key: string, file?: File) => {
      if (file) files.set(key, file)
      dispatch(key, { type: 'retry', imageId: ports.newId() })
    },
    /** Goes back to the form of an upload whose record Glance refused. */
    revise: (key: string) => dispatch(key, { type: 'revise' }),
    /** Deletes an image that differs from its file, and sends the file again. */
    sendAgain: async (key: string) => {
      const upload = get(key)
      if (upload?.stage.phase !== 'done' || !upload.imageId || !upload.record) return
      await ports.records.remove(upload.scope, upload.imageId)
      effects.forget(key)
      dispatch(key, { type: 'send_again', imageId: ports.newId() })
    },
    /** Stops waiting and tries now, for instance because the link is back or somebody signed in. */
    tryNow: (key?: string) => {
      for (const upload of snapshot.uploads) {
        if (key === undefined || upload.key === key) dispatch(upload.key, { type: 'try_again' })
      }
    },
    /** Stops sending until there is a link again: a dead one says nothing, for minutes. */
    linkLost: () => {
      for (const { key, stage } of snapshot.uploads) {
        if (stage.phase === 'sending')
          dispatch(key, { type: 'interrupted', reason: 'offline', until: null })
      }
    },
    /** Hashes the file here too, although the machine has no cores to spare. */
    hash: (key: string) => effects.hash(key),
    move: (key: string, direction: 'forward' | 'back') => {
      const uploads = move(snapshot.uploads, key, direction)
      if (uploads === snapshot.uploads) return
      snapshot = { ...snapshot, uploads }
      draw()
    },
    setLanes: (lanes: number) => {
      snapshot = { ...snapshot, lanes: Math.min(Math.max(Math.round(lanes), 1), 6) }
      giveTurns()
      draw()
    },
    /** Takes a draft or an ended upload off the screen. A running one must be cancelled first. */
    dismiss: (key: string) => {
      const upload = get(key)
      if (upload && (isDraft(upload) || isEnded(upload))) forget(key)
    },
    file: (key: string) => files.get(key),
    fingerprint,
    /** Bytes per second of both hops, for the row of an upload. */
    pace: (key: string) => effects.pace(key),
  }
}
