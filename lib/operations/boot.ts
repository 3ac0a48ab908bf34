import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '@/lib/env'
import { logger } from '@/lib/log'
import { startMetrics } from './metrics-server'
import { watchShutdown } from './shutdown'

/** Called once when the server starts: metrics, an orderly end, and whom an address is believed from. */
export function startOperations(): void {
  watchRequests()
  startMetrics()
  watchShutdown()
  logger().info('started')
}

// Every answer passes here, those of files and of next-auth too; headers in next.config.js are fixed
// when the dashboard is built, and cannot know whether it will be reached by https.
function watchRequests(): void {
  const isHttps = env().NEXTAUTH_URL.startsWith('https://')
  const isFirst = env().TRUSTED_PROXIES === 0
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    // Next answers an address that is no text with a 500; it simply leads nowhere.
    if (!isDecodable(request.url)) request.url = '/not-found'
    // Without a proxy before us `X-Forwarded-For` is whatever the client wrote; Next then fills in the
    // connection's own address.
    if (isFirst) delete request.headers['x-forwarded-for']
    if (isHttps) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
  })
}

function isDecodable(url = '/'): boolean {
  try {
    return decodeURIComponent(url) !== ''
  } catch {
    return false
  }
}
