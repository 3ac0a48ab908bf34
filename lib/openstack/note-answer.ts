import 'server-only'
import { logger } from '@/lib/log'
import { metrics } from '@/lib/metrics'
import { callName, serviceOf } from './call-name'

/** Counts an answered call and logs it under both ids: ours, which we sent, and the service's own. */
export function noteAnswer(
  request: { method: string; url: string; requestId?: string | undefined },
  status: number,
  ms: number,
  upstreamRequestId: string | undefined,
): void {
  const { method, url, requestId } = request
  const labels = { service: serviceOf(url), call: callName(method, url), status: String(status) }
  metrics().upstream.observe(labels, ms / 1000)
  const call = `${method} ${new URL(url).pathname}`
  logger().debug({ call, status, ms: Math.round(ms), requestId, upstreamRequestId })
}
