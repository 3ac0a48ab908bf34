import 'server-only'
import { logger } from '@/lib/log'
import { handOver } from '@/lib/upload/server/hand-over'
import { startDraining } from './draining'
import { endTracing } from './tracing'

/**
 * On SIGTERM the web server takes no new connections and waits for those it has. A long chunk of an
 * upload would hold that up for minutes: uploads are handed over, so that the next process goes on.
 */
export function watchShutdown(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      startDraining()
      logger().info({ signal }, 'ending: no new work, uploads are handed over')
      const handed = handOver()
        .catch((error) => logger().error({ err: error }, 'uploads were not handed over'))
        .then(endTracing)
      // Next ends the process as soon as its connections are closed, and offers no way to wait.
      const exit = process.exit.bind(process)
      process.exit = (code) => handed.finally(() => exit(code)) as never
    })
}
