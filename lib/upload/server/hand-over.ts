import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { logger } from '@/lib/log'
import { cutForwards } from './forward'
import { knownUploads, spoolStore, state } from './state'

/** Time for uploads that are nearly through to end by themselves. */
const PATIENCE_MS = 8_000
const LOOK_MS = 100
/** Time for what came in to reach the spool. */
const SETTLE_MS = 3_000

const running = () => knownUploads().filter(({ record, isRemoved }) => !record.end && !isRemoved)

/**
 * Gives the uploads of this process back: those that Glance is about to have whole may end, then
 * chunks that still come in are cut off at the byte they reached, and the claims are released, so that
 * another process goes on at once. What only memory holds is left to end as long as the process lives.
 */
export async function handOver(patience = PATIENCE_MS): Promise<void> {
  const endsAt = Date.now() + patience
  const isBusy = () => running().some(({ isWhole, push }) => isWhole && push.phase === 'sending')
  while (isBusy() && Date.now() < endsAt) await setTimeout(LOOK_MS)
  const store = await spoolStore()
  const { uploads } = state()
  state().isHandedOver = true
  cutForwards()
  const mine = running().filter(({ record }) => record.survivesBreak)
  await Promise.all(
    mine.map(async (upload) => {
      upload.interrupt()
      await upload.push.close()
      await Promise.race([upload.flow.settle().catch(() => undefined), setTimeout(SETTLE_MS)])
      await upload.save()
      uploads.delete(upload.record.id)
      await store?.release(upload.record.id)
    }),
  )
  logger().info({ uploads: mine.length }, 'uploads handed over')
}
