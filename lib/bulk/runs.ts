import { isAppError } from '@/lib/errors'
import type { RowChange } from '@/lib/queries/image-rows'
import type { BulkAction, BulkImage } from './action'
import type { Applied } from './apply'
import type { Plan, Skipped } from './plan'

/** How many images are worked on at once: enough to hide the way to Glance, too few to crowd it. */
export const bulkLanes = 4

export type RunPhase =
  /** Another run is under way. */
  | 'queued'
  | 'running'
  /** The session ended in the middle; goes on after the sign-in. */
  | 'signedOut'
  | 'stopped'
  | 'finished'

export type Failure = { image: BulkImage; error: Error }

/** One action on many images, as a screen shows it. */
export type BulkRun = {
  key: string
  scope: string
  action: BulkAction
  phase: RunPhase
  total: number
  /** Done, those included that were so already. */
  done: number
  already: number
  /** Not begun yet. */
  waiting: number
  failures: readonly Failure[]
  /** Left out by the plan. */
  skipped: readonly Skipped[]
}

/** What the engine needs of the world. */
export type RunPorts = {
  apply: (scope: string, action: BulkAction, image: BulkImage) => Promise<Applied>
  /** Takes what became of images, many at a time. */
  wrote: (scope: string, written: ReadonlyMap<string, Applied>) => void
  later: (ms: number, work: () => void) => void
  sessionEnded: () => void
  /** Called when a run has finished or stopped. */
  ended: (scope: string, action: BulkAction) => void
}

export type Runs = {
  snapshot: () => readonly BulkRun[]
  subscribe: (listener: () => void) => () => void
  /** Runs an action on the images of a plan, after the runs before it. */
  start: (scope: string, action: BulkAction, plan: Plan) => void
  /** Begins no further image; those under way finish. */
  stop: (key: string) => void
  /** Goes on with the images that a stop left. */
  resume: (key: string) => void
  /** Tries exactly the failed images again. */
  retry: (key: string) => void
  /** Goes on with what the end of the session interrupted. */
  signedIn: () => void
  dismiss: (key: string) => void
}

type Work = {
  key: string
  scope: string
  action: BulkAction
  phase: RunPhase
  queue: BulkImage[]
  /** Left by a stop. */
  held: BulkImage[]
  busy: number
  total: number
  done: number
  already: number
  failures: Failure[]
  skipped: readonly Skipped[]
}

// Screens are told of many results at once: a run may bring hundreds a second.
const tellAfter = 100

/** Does actions to many images, run after run, a few images at once; lives as long as the tab. */
export function createRuns(ports: RunPorts): Runs {
  const works: Work[] = []
  const listeners = new Set<() => void>()
  const written = new Map<string, Map<string, Applied>>()
  const ended: Work[] = []
  let shown: readonly BulkRun[] = []
  let isTelling = false
  let made = 0

  const tell = () => {
    if (isTelling) return
    isTelling = true
    ports.later(tellAfter, () => {
      isTelling = false
      for (const [scope, results] of written) ports.wrote(scope, results)
      written.clear()
      for (const { scope, action } of ended.splice(0)) ports.ended(scope, action)
      shown = works.map(asRun)
      for (const listener of listeners) listener()
    })
  }
  const find = (key: string) => works.find((work) => work.key === key)

  const pump = () => {
    tell()
    if (works.some(({ phase }) => phase === 'signedOut')) return
    const work =
      works.find(({ phase, busy }) => phase === 'running' || busy > 0) ??
      works.find(({ phase }) => phase === 'queued')
    if (!work || work.phase === 'stopped') return
    work.phase = 'running'
    while (work.busy < bulkLanes) {
      const image = work.queue.shift()
      if (!image) break
      work.busy += 1
      void treat(work, image)
    }
    if (work.busy > 0) return
    work.phase = work.held.length > 0 ? 'stopped' : 'finished'
    ended.push(work)
    pump()
  }

  const treat = async (work: Work, image: BulkImage) => {
    try {
      const result = await ports.apply(work.scope, work.action, image)
      work.done += 1
      if (result.isAlready) work.already += 1
      noteOf(written, work.scope).set(image.id, result)
    } catch (reason) {
      if (isAppError(reason, 'unauthenticated')) {
        if (work.phase === 'stopped') work.held.unshift(image)
        else work.queue.unshift(image)
        if (work.phase === 'running') work.phase = 'signedOut'
        ports.sessionEnded()
      } else work.failures.push({ image, error: asError(reason) })
    }
    work.busy -= 1
    pump()
  }

  const again = (key: string, images: (work: Work) => BulkImage[]) => {
    const work = find(key)
    if (!work || work.phase === 'running' || work.phase === 'signedOut') return
    work.queue.push(...images(work))
    if (work.queue.length > 0) work.phase = 'queued'
    pump()
  }

  return {
    snapshot: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (scope, action, { todo, skipped }) => {
      made += 1
      const counts = { busy: 0, total: todo.length, done: 0, already: 0 }
      const key = `run-${made}`
      const lists = { queue: [...todo], held: [], failures: [], skipped }
      works.push({ key, scope, action, phase: 'queued', ...counts, ...lists })
      pump()
    },
    stop: (key) => {
      const work = find(key)
      if (!work || work.phase === 'finished') return
      work.phase = 'stopped'
      work.held.push(...work.queue.splice(0))
      ended.push(work)
      pump()
    },
    resume: (key) => again(key, (work) => work.held.splice(0)),
    retry: (key) =>
      again(key, (work) => {
        const failed = work.failures.map(({ image }) => image)
        work.failures = []
        return failed
      }),
    signedIn: () => {
      for (const work of works) if (work.phase === 'signedOut') work.phase = 'queued'
      pump()
    },
    dismiss: (key) => {
      const index = works.findIndex((work) => work.key === key)
      const work = works[index]
      if (!work || (work.phase !== 'finished' && work.phase !== 'stopped')) return
      works.splice(index, 1)
      tell()
    },
  }
}

function asRun({ queue, held, busy, failures, ...work }: Work): BulkRun {
  return { ...work, waiting: queue.length + held.length, failures: [...failures] }
}

function noteOf(written: Map<string, Map<string, Applied>>, scope: string): Map<string, Applied> {
  const known = written.get(scope)
  if (known) return known
  const made = new Map<string, Applied>()
  written.set(scope, made)
  return made
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

/** The row changes among results, by image id. */
export function rowChangesOf(results: ReadonlyMap<string, Applied>): Map<string, RowChange> {
  const changes = new Map<string, RowChange>()
  for (const [id, { change }] of results) if (change) changes.set(id, change)
  return changes
}
