import 'server-only'
import { logger } from '@/lib/log'
import { watchIncoming } from './incoming'
import { keepUploads } from './sweep'

/** Called once when the server starts, before it takes requests. */
export function startUploads(): void {
  watchIncoming()
  keepUploads().catch((error) => logger().error({ err: error }, 'uploads were not taken over'))
}
