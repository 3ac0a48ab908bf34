import 'server-only'
import { sharedStore } from '@/lib/copies/store'
import { isAppError } from '@/lib/errors'
import { pingGlance } from '@/lib/glance/ping'
import { pingKeystone } from '@/lib/keystone/ping'
import { knownUpstreams } from '@/lib/openstack/circuit'
import type { Check, Readiness } from '@/lib/schemas/system'
import { spoolCheck } from '@/lib/upload/server/spool-check'
import { isDraining } from './draining'

const PING_MS = 3_000
const KEPT_MS = 2_000

const store = globalThis as { __vitrineReadiness?: { at: number; answer: Promise<Readiness> } }

/**
 * Whether this process can do its work, and if not, why. Asked at most each two seconds however often
 * somebody calls. No addresses: the answer is public.
 */
export function readiness(now = Date.now()): Promise<Readiness> {
  const known = store.__vitrineReadiness
  if (known && now - known.at < KEPT_MS) return known.answer
  const answer = lookAround()
  store.__vitrineReadiness = { at: now, answer }
  return answer
}

async function lookAround(): Promise<Readiness> {
  const images = knownUpstreams().filter(({ service }) => service === 'image')
  const [identity, image, spool, redis] = await Promise.all([
    timed((signal) => pingKeystone(signal)),
    // Glance's address comes from a token's catalogue, so nobody knows it before the first sign-in.
    images.length === 0
      ? { state: 'unknown' as const, reason: 'nobody has signed in yet' }
      : timed(async (signal) => {
          await Promise.all(images.map(({ base }) => pingGlance(base, signal)))
        }),
    spoolCheck(),
    redisCheck(),
  ])
  const checks = { identity, image, spool, redis }
  // Redis is told of but does not count: it is away for all copies at once, and reading goes on.
  const isReady = !isDraining() && [identity, image, spool].every(({ state }) => state !== 'failed')
  return { status: isDraining() ? 'draining' : isReady ? 'ready' : 'not_ready', checks }
}

async function redisCheck(): Promise<Check> {
  const store = sharedStore()
  if (!store.isShared) return { state: 'off', reason: 'one process, no Redis' }
  const check = await timed(() => store.ping())
  return check.state === 'ok'
    ? check
    : { state: 'failed', reason: 'no answer; each copy goes by what it knows, uploads wait' }
}

async function timed(ping: (signal: AbortSignal) => Promise<void>): Promise<Check> {
  const started = performance.now()
  const signal = AbortSignal.timeout(PING_MS)
  try {
    await ping(signal)
    return { state: 'ok', ms: Math.round(performance.now() - started) }
  } catch (error) {
    return { state: 'failed', reason: reasonOf(error, signal) }
  }
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return `no answer within ${PING_MS / 1000} s`
  if (!isAppError(error)) return 'failed'
  const status = error.extra?.upstreamStatus
  if (status !== undefined) return `answered ${status}`
  return error.extra?.circuit ? 'does not answer; calls are held back' : 'cannot be reached'
}
