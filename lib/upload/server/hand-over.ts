import 'server-only'
import { setTimeout } from 'node:timers/promises'
import { logger } from '@/lib/log'
import { knownUploads, spoolStore } from './registry'

/** Time for uploads that are nearly through to end by themselves. */
const PATIENCE_MS = 8_000
const LOOK_MS = 100

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
  const mine = running().filter(({ record }) => record.survivesBreak)
  await Promise.all(
    mine.map(async (upload) => {
      upload.interrupt()
      await upload.push.close()
      await upload.save()
      await store?.release(upload.record.id)
    }),
  )
  logger().info({ uploads: mine.length }, 'uploads handed over')
}
