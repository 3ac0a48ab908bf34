import 'server-only'
import { logger } from '@/lib/log'
import { adoptUploads, forget } from './registry'
import { knownUploads, state } from './state'

const EVERY_MS = 60_000
/** Copies look more often: one of them may have died with uploads that nobody else brings along. */
const COPIES_EVERY_MS = 10_000

/** Forgets uploads that nothing moved for `UPLOAD_KEEP_SECONDS`. Image records stay as they are. */
export async function sweepUploads(now = Date.now()): Promise<void> {
  for (const upload of knownUploads()) {
    if (upload.expiresAt > now || upload.push.phase === 'sending') continue
    logger().info({ upload: upload.record.id }, 'upload swept')
    await forget(upload)
  }
}

/**
 * Takes over what an earlier process left, now and whenever another process goes away, and sweeps.
 */
export async function keepUploads(): Promise<void> {
  const round = async () => {
    await adoptUploads()
    await sweepUploads()
  }
  const every = state().claims ? COPIES_EVERY_MS : EVERY_MS
  const timer = setInterval(() => {
    round().catch((error) => logger().warn({ err: error }, 'sweeping uploads failed'))
  }, every)
  timer.unref()
  await round()
}
