import 'server-only'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
} from 'rate-limiter-flexible'
import { redisClient } from '@/lib/copies/store'

// Failures only: a person who signs in often is no attacker. Keystone's own lockout counts per user
// as well; these limits keep the dashboard from being the tool that triggers it.
const store = globalThis as {
  __vitrineThrottle?: { user: RateLimiterAbstract; address: RateLimiterAbstract }
}

function limits() {
  store.__vitrineThrottle ??= { user: limiter('user', 8), address: limiter('address', 60) }
  return store.__vitrineThrottle
}

// Counted by all copies together; by each for itself while Redis is away.
function limiter(name: string, points: number): RateLimiterAbstract {
  const limit = { points, duration: 300, blockDuration: 120 }
  const alone = new RateLimiterMemory(limit)
  const storeClient = redisClient()
  if (!storeClient) return alone
  return new RateLimiterRedis({
    ...limit,
    storeClient,
    keyPrefix: `vitrine:sign-in:${name}`,
    insuranceLimiter: alone,
    rejectIfRedisNotReady: true,
  })
}

type Attempt = { domain: string; username: string; address: string }

const userKey = ({ domain, username }: Attempt) =>
  `${domain.toLowerCase()}\n${username.toLowerCase()}`

/** Seconds until a further sign-in may be tried; 0 when it may be tried now. */
export async function secondsToWait(attempt: Attempt): Promise<number> {
  const { user, address } = limits()
  const states = [
    { limiter: user, state: await user.get(userKey(attempt)) },
    { limiter: address, state: await address.get(attempt.address) },
  ]
  const waits = states.map(({ limiter, state }) =>
    state && state.consumedPoints >= limiter.points ? Math.ceil(state.msBeforeNext / 1000) : 0,
  )
  return Math.max(...waits)
}

/** Notes a refused sign-in. Returns how many this user has had within five minutes. */
export async function noteFailure(attempt: Attempt): Promise<number> {
  const { user, address } = limits()
  await address.penalty(attempt.address)
  const state = await user.penalty(userKey(attempt))
  return state.consumedPoints
}

/** Forgets the user's failures after a sign-in that worked. */
export async function forgetFailures(attempt: Attempt): Promise<void> {
  await limits().user.delete(userKey(attempt))
}
