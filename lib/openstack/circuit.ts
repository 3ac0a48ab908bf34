import 'server-only'
import { appError } from '@/lib/errors'
import { metrics } from '@/lib/metrics'
import { serviceOf } from './call-name'

/** Failures in a row after which calls are held back. */
const PATIENCE = 5
const FIRST_REST_MS = 1_000
const LONGEST_REST_MS = 5_000
/** Retries that may be made for each call; with the store of ten, a flood of failures is not doubled. */
const RETRY_SHARE = 0.1
const RETRY_STORE = 10

/** What is known of a service from the calls made to it. */
export type Upstream = {
  /** Address without version; never leaves the server. */
  base: string
  service: 'identity' | 'image'
  /** Calls in a row that were not answered, or by a proxy in its place. */
  failures: number
  /** Time (ms) until which calls are held back; 0 when they are not. */
  restsUntil: number
  /** Time (ms) of the last call that was answered; 0 when there was none. */
  answeredAt: number
  retries: number
}

const store = globalThis as { __vitrineUpstreams?: Map<string, Upstream> }

const all = () => {
  store.__vitrineUpstreams ??= new Map()
  return store.__vitrineUpstreams
}

/** The services that were called so far. */
export function knownUpstreams(): Upstream[] {
  return [...all().values()]
}

function upstreamOf(url: string): Upstream {
  const { origin, pathname } = new URL(url)
  const base = origin + pathname.replace(/\/v[23](\/.*|$)|\/versions$/, '')
  const known = all().get(base)
  if (known) return known
  const service = serviceOf(url)
  const made = { base, service, failures: 0, restsUntil: 0, answeredAt: 0, retries: RETRY_STORE }
  all().set(base, made)
  return made
}

/**
 * Lets a call pass unless its service rests. After the rest one call passes to try it.
 *
 * @throws AppError `upstream_down` with `extra.circuit` naming the service and `extra.retryAfter` in
 *   seconds.
 */
export function assertPasses(url: string, now = Date.now()): void {
  const upstream = upstreamOf(url)
  upstream.retries = Math.min(RETRY_STORE, upstream.retries + RETRY_SHARE)
  if (upstream.failures < PATIENCE) return
  if (now < upstream.restsUntil)
    throw appError('upstream_down', {
      extra: {
        circuit: upstream.service,
        retryAfter: Math.ceil((upstream.restsUntil - now) / 1000),
      },
    })
  // This call is the trial; those beside it wait until it is known how it ended.
  upstream.restsUntil = now + LONGEST_REST_MS
}

/** Notes that a call was answered. */
export function noteAnswered(url: string, status: number, now = Date.now()): void {
  if ([502, 503, 504].includes(status)) {
    noteUnanswered(url, now)
    return
  }
  const upstream = upstreamOf(url)
  if (upstream.restsUntil > 0) metrics().circuit.set({ service: upstream.service }, 0)
  Object.assign(upstream, { failures: 0, restsUntil: 0, answeredAt: now })
}

/** Notes that a call was not answered, and lets the service rest when it was one too many. */
export function noteUnanswered(url: string, now = Date.now()): void {
  const upstream = upstreamOf(url)
  upstream.failures++
  if (upstream.failures < PATIENCE) return
  const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (upstream.failures - PATIENCE))
  upstream.restsUntil = now + rest * (0.8 + Math.random() * 0.4)
  metrics().circuit.set({ service: upstream.service }, 1)
}

/** Takes one retry from the service's budget. @returns false when it is used up. */
export function mayRetry(url: string): boolean {
  const upstream = upstreamOf(url)
  if (upstream.retries < 1) return false
  upstream.retries--
  return true
}
