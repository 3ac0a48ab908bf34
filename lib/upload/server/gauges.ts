import 'server-only'
import { gauge } from '@/lib/metrics'
import { spoolFree } from './registry'
import { knownUploads } from './state'
import { statusOf } from './status'

/** Uploads of this process by state, and the bytes that wait for Glance in memory or spool. */
export function uploadCounts(): { states: Record<string, number>; waitingBytes: number } {
  const states: Record<string, number> = {}
  let waitingBytes = 0
  for (const upload of knownUploads()) {
    const { state, received, forwarded } = statusOf(upload)
    states[state] = (states[state] ?? 0) + 1
    if (upload.record.end === null) waitingBytes += Math.max(0, received - forwarded)
  }
  return { states, waitingBytes }
}

/** Lets the metrics read uploads and spool. */
export function measureUploads(): void {
  gauge(
    'vitrine_uploads',
    'Uploads that this process knows, by state',
    async () => Object.entries(uploadCounts().states).map(([state, count]) => [{ state }, count]),
    ['state'],
  )
  gauge(
    'vitrine_upload_waiting_bytes',
    'Bytes that came in and that Glance does not have yet',
    async () => [[{}, uploadCounts().waitingBytes]],
  )
  gauge(
    'vitrine_spool_free_bytes',
    'Largest file that the spool can promise to hold; absent without a spool',
    async () => {
      const free = await spoolFree()
      return free === undefined ? [] : [[{}, free]]
    },
  )
}
