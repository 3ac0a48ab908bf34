import 'server-only'
import { createServer } from 'node:http'
import { collectDefaultMetrics } from 'prom-client'
import { liveSessions } from '@/lib/auth/live'
import { env } from '@/lib/env'
import { logger } from '@/lib/log'
import { gauge, metrics } from '@/lib/metrics'
import { measureUploads } from '@/lib/upload/server/gauges'

/** Serves Prometheus at `METRICS_PORT`, a port of its own that no visitor can reach. */
export function startMetrics(): void {
  const { METRICS_PORT: port, METRICS_HOST: host } = env()
  if (!port) return
  const { registry } = metrics()
  collectDefaultMetrics({ register: registry, prefix: 'vitrine_' })
  measureUploads()
  gauge('vitrine_sessions', 'Sessions used within the last five minutes', async () => [
    [{}, liveSessions()],
  ])
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: unknown) => {
        logger().error({ err: error }, 'metrics were not read')
        response.writeHead(500).end()
      },
    )
  })
  server.on('error', (error) => logger().error({ err: error }, 'metrics cannot be served'))
  server.listen(port, host)
  server.unref()
}
