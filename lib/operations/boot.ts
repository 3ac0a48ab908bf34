import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/env'
import { logger } from '@/lib/log'
import { startMetrics } from './metrics-server'
import { watchShutdown } from './shutdown'

/** Called once when the server starts: metrics, an orderly end, and whom an address is believed from. */
export function startOperations(): void {
  if (env().TRUSTED_PROXIES === 0) distrustForwarded()
  startMetrics()
  watchShutdown()
  logger().info('started')
}

// Without a proxy before us `X-Forwarded-For` is whatever the client wrote; Next then fills in the
// connection's own address.
function distrustForwarded(): void {
  subscribe('http.server.request.start', (message) => {
    const { headers } = (message as { request: IncomingMessage }).request
    delete headers['x-forwarded-for']
  })
}
