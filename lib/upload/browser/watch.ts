import { isAppError } from '@/lib/errors'
import { judgeError } from './retry-policy'
import type { Upload } from './upload'
import type { Workbench } from './workbench'

export type Watcher = {
  /** To be called when the stage of an upload changed: looks sooner, later, or no more. */
  follow: (key: string) => void
}

/**
 * Asks the dashboard how its half of an upload does. While bytes flow this only feeds the second
 * bar; after the last byte it is the only source, so it looks often at first.
 */
export function createWatcher(bench: Workbench): Watcher {
  const timers = new Map<string, () => void>()

  const follow = (key: string, looks = 0) => {
    timers.get(key)?.()
    timers.delete(key)
    const upload = bench.get(key)
    const pause = upload ? pauseOf(upload, looks) : null
    if (pause === null) return
    timers.set(
      key,
      bench.ports.later(pause, () => {
        look(key).then(() => follow(key, looks + 1))
      }),
    )
  }

  const look = async (key: string) => {
    const upload = bench.get(key)
    if (!upload?.uploadId) return
    const isStale = () => bench.get(key)?.stage !== upload.stage
    try {
      const status = await bench.ports.server.get(upload.scope, upload.uploadId)
      if (!isStale()) bench.dispatch(key, { type: 'status', status })
    } catch (error) {
      if (!isStale()) await trouble(key, upload, error)
    }
  }

  // While bytes flow, their own requests report what breaks, except that the session ended; and a dashboard that cannot be reached
  // goes on with what it has, so that is no setback either.
  const trouble = async (key: string, upload: Upload, error: unknown) => {
    if (upload.stage.phase === 'waiting') return
    const isForgotten = isAppError(error, 'not_found') || isAppError(error, 'gone')
    const setback = judgeError(error, 'sending', bench.ports.isOnline())
    if (upload.stage.phase === 'sending') {
      if (setback.kind === 'wait' && setback.reason === 'sign_in') bench.ports.sessionEnded()
      return
    }
    if (setback.kind === 'wait' && setback.reason === 'sign_in') {
      bench.dispatch(key, { type: 'interrupted', reason: 'sign_in', until: null })
    } else if (isForgotten && setback.kind === 'fail') {
      bench.dispatch(key, { type: 'fail', failure: setback.failure })
    }
  }

  return { follow: (key) => follow(key) }
}

function pauseOf({ stage, uploadId, received, file }: Upload, looks: number): number | null {
  if (!uploadId) return null
  if (stage.phase === 'sending') return 1500
  if (stage.phase === 'forwarding' || stage.phase === 'verifying') {
    return Math.min(120 * 1.4 ** looks, 2000)
  }
  return stage.phase === 'waiting' && received >= file.size ? 3000 : null
}
