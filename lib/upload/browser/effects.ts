import { apiPaths } from '@/lib/paths'
import { createChunkSizer } from './chunk-sizer'
import { giveUp } from './give-up'
import { createHashing } from './hashing'
import { createPace, type Pace } from './pace'
import { prepare } from './prepare'
import { backoff, judgeError, type Setback } from './retry-policy'
import type { Sending } from './transport'
import type { Failure, Upload } from './upload'
import { createWatcher } from './watch'
import type { Workbench } from './workbench'

export type Effects = {
  /** Starts and stops work after an upload went from one state to the next. */
  react: (before: Upload, after: Upload) => void
  hash: (key: string) => void
  pace: (key: string) => Pace
  /** Stops all work for an upload that leaves the engine. */
  forget: (key: string) => void
}

// How long to wait when no moment is known: the `online` event and a sign-in may be missed.
const lookAgainOffline = 15_000
const lookAgainSignIn = 5_000

/** The work that each phase of an upload needs. Reports back by events only. */
export function createEffects(bench: Workbench): Effects {
  const { ports, dispatch } = bench
  const sendings = new Map<string, Sending>()
  const alarms = new Map<string, () => void>()
  const preparing = new Map<string, Promise<void>>()
  const paces = createPace(ports.now)
  const watcher = createWatcher(bench)
  const hashing = createHashing(bench)
  const asked = new Set<string>()
  let goodChunk: number | undefined

  const setBack = (key: string, setback: Setback) => {
    if (setback.kind === 'fail') return dispatch(key, { type: 'fail', failure: setback.failure })
    const { reason, retryAfter } = setback
    const attempts = bench.get(key)?.attempts ?? 0
    const until =
      reason === 'server' ? ports.now() + backoff(attempts, ports.random(), retryAfter) : null
    dispatch(key, { type: 'interrupted', reason, until })
  }
  const failed = (key: string, during: Failure['during']) => (error: unknown) =>
    setBack(key, judgeError(error, during, ports.isOnline()))

  const inspect = (key: string) => {
    const file = bench.file(key)
    if (!file) return
    void bench.fingerprint(key)
    ports.inspect(file).then(
      (inspection) => dispatch(key, { type: 'inspected', inspection }),
      () => dispatch(key, { type: 'fail', failure: { code: 'invalid', during: 'reading' } }),
    )
  }

  const startPreparing = (key: string) => {
    const work = prepare(bench, key).catch((error: unknown) => {
      // A cancel that came meanwhile sees to what is left; it must not end as this failure.
      if (bench.get(key)?.stage.phase === 'creating') failed(key, 'creating')(error)
    })
    preparing.set(key, work)
  }

  const startSending = ({ key, scope, uploadId }: Upload) => {
    const file = bench.file(key)
    if (!file || !uploadId) return
    const sizer = createChunkSizer(goodChunk)
    const sending = ports.send({
      file,
      url: apiPaths.upload(scope, uploadId),
      sizer,
      onProgress: (sent) => dispatch(key, { type: 'progress', sent }),
      onConfirmed: (received) => {
        goodChunk = sizer.size()
        dispatch(key, { type: 'confirmed', received })
      },
      onSetback: (setback) => setBack(key, setback),
    })
    sendings.set(key, sending)
    if (asked.has(key) || ports.hashesByItself()) hashing.begin(key)
  }

  const startGivingUp = async (key: string) => {
    hashing.stop(key)
    // What is being made must exist before it can be ended.
    await preparing.get(key)
    await giveUp(bench, key, preparing.has(key)).catch((error: unknown) => {
      const { failure } = asFailure(error)
      dispatch(key, { type: 'fail', failure })
    })
  }
  const asFailure = (error: unknown): { failure: Failure } => {
    const setback = judgeError(error, 'cancelling', ports.isOnline())
    if (setback.kind === 'fail') return setback
    if (setback.reason === 'sign_in') ports.sessionEnded()
    const code = setback.reason === 'sign_in' ? 'unauthenticated' : 'upstream_down'
    return { failure: { code, during: 'cancelling' } }
  }

  const wait = ({ key, stage }: Upload) => {
    if (stage.phase !== 'waiting') return
    if (stage.reason === 'sign_in') ports.sessionEnded()
    const until = stage.until === null ? null : stage.until - ports.now()
    const fallback = stage.reason === 'sign_in' ? lookAgainSignIn : lookAgainOffline
    alarms.set(
      key,
      ports.later(Math.max(until ?? fallback, 0), () => dispatch(key, { type: 'try_again' })),
    )
  }

  const finish = ({ scope, uploadId, imageId, stage }: Upload) => {
    if (stage.phase === 'done' && uploadId) ports.memory.remove(uploadId)
    if (imageId) ports.records.changed(scope, imageId)
  }

  const enter = (upload: Upload) => {
    const { phase } = upload.stage
    if (phase === 'inspecting') inspect(upload.key)
    else if (phase === 'creating') startPreparing(upload.key)
    else if (phase === 'sending') startSending(upload)
    else if (phase === 'waiting') wait(upload)
    else if (phase === 'cancelling') startGivingUp(upload.key)
    else if (phase === 'done' || phase === 'failed') finish(upload)
  }

  const stop = (key: string) => {
    sendings.get(key)?.stop()
    sendings.delete(key)
    alarms.get(key)?.()
    alarms.delete(key)
  }

  return {
    react: (before, after) => {
      paces.note(after)
      if (before.stage === after.stage) return
      stop(after.key)
      enter(after)
      watcher.follow(after.key)
    },
    hash: (key) => {
      asked.add(key)
      if (bench.get(key)?.uploadId) hashing.begin(key)
    },
    pace: paces.of,
    forget: (key) => {
      stop(key)
      hashing.stop(key)
      asked.delete(key)
      preparing.delete(key)
      paces.forget(key)
    },
  }
}
