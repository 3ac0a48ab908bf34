import { call } from '@/lib/queries/fetch-json'
import type { Engine, Snapshot } from './engine'
import { titleWithProgress } from './tab-title'
import { areAllDone, isBusy, totalsOf } from './totals'
import { needsThisTab } from './upload'

const keepAliveEvery = 4 * 60_000

/**
 * What goes along with running uploads in this tab: the warning before it closes, its title, the
 * session that must not fall asleep, and the link that goes and comes back.
 *
 * @param onAllDone Called once each time that the last running upload ends, with a good one among
 *   them.
 * @returns Stops all of it.
 */
export function accompany(engine: Engine, onAllDone: (snapshot: Snapshot) => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let wasBusy = false
  let keepAlive: ReturnType<typeof setInterval> | undefined

  const onChange = () => {
    const snapshot = engine.snapshot()
    const totals = totalsOf(snapshot.uploads)
    const busy = isBusy(totals)
    showTitle(busy ? totals.share : null)
    if (busy && !keepAlive) keepAlive = setInterval(touchSession, keepAliveEvery)
    if (!busy) {
      clearInterval(keepAlive)
      keepAlive = undefined
    }
    if (wasBusy && !busy && areAllDone(snapshot.uploads)) onAllDone(snapshot)
    wasBusy = busy
  }

  const unsubscribe = engine.subscribe(onChange)
  // A page change sets its own title; the mark comes back with the next look.
  const titles = setInterval(() => wasBusy && onChange(), 1000)
  window.addEventListener('online', () => engine.tryNow(), { signal })
  window.addEventListener('offline', () => engine.linkLost(), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (engine.snapshot().uploads.some(needsThisTab)) event.preventDefault()
    },
    { signal },
  )
  return () => {
    stop.abort()
    unsubscribe()
    clearInterval(titles)
    clearInterval(keepAlive)
    showTitle(null)
  }
}

function showTitle(share: number | null): void {
  const title = titleWithProgress(document.title, share)
  if (title !== document.title) document.title = title
}

// Reading the session renews its cookie. Failures show themselves at the uploads' own requests.
function touchSession(): void {
  call('/api/auth/session', {}).catch(() => undefined)
}
