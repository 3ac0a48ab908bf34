import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type RedisServer, startRedis } from '@/e2e/redis-server'

vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
vi.stubEnv('LOG_LEVEL', 'silent')

let server: RedisServer
let live: typeof import('./live')
let throttle: typeof import('./throttle')
let store: typeof import('@/lib/copies/store')

beforeAll(async () => {
  server = await startRedis()
  vi.stubEnv('REDIS_URL', server.url)
  live = await import('./live')
  throttle = await import('./throttle')
  store = await import('@/lib/copies/store')
  await store.sharedStore().ping()
})
afterAll(async () => {
  store.redisClient()?.disconnect()
  await server.stop()
})

type Memory = { __vitrineLive?: unknown; __vitrineThrottle?: unknown }

/** What this process remembers is gone: from here on it is another copy. */
function becomeAnotherCopy(): void {
  delete (globalThis as Memory).__vitrineLive
  delete (globalThis as Memory).__vitrineThrottle
}
beforeEach(becomeAnotherCopy)

const session = (sid: string, userId: string) => ({
  sid,
  userId,
  ks: `gAAAA-token-of-${sid}`,
  signedInAt: Date.now() - 1000,
})

async function answersAgain(): Promise<void> {
  for (let tries = 0; tries < 200 && store.redisClient()?.status !== 'ready'; tries++)
    await wait(25)
  await wait(20)
}

describe('sessions of several copies', () => {
  it('a session that one copy ended is refused by the others', async () => {
    const mine = session('s1', 'u1')
    await live.refuseSession(mine)
    becomeAnotherCopy()
    expect(await live.isRefused(mine)).toBe(true)
    expect(await live.isRefused(session('s2', 'u1'))).toBe(false)
  })

  it('signing out everywhere ends what the other copies have seen, tokens included', async () => {
    await live.isAlive(session('s3', 'u3'))
    await wait(20)
    becomeAnotherCopy()
    await live.isAlive(session('s4', 'u3'))
    await live.isAlive(session('s5', 'somebody'))
    await wait(20)
    const ended = await live.refuseUser('u3')
    expect(ended.map(({ sid, ks }) => [sid, ks]).sort()).toEqual([
      ['s3', 'gAAAA-token-of-s3'],
      ['s4', 'gAAAA-token-of-s4'],
    ])
    becomeAnotherCopy()
    expect(await live.isRefused(session('never seen', 'u3'))).toBe(true)
    expect(await live.isRefused(session('s5', 'somebody'))).toBe(false)
  })

  it('no token is readable in Redis', async () => {
    await live.isAlive(session('s6', 'u6'))
    await wait(20)
    const fields = await store.sharedStore().fields('sessions:u6')
    expect([...fields.keys()]).toEqual(['s6'])
    expect([...fields.values()].join()).not.toContain('gAAAA')
  })

  it('without Redis nobody is kept out, and a sign-out is told when it is back', async () => {
    const [gone, here] = [session('s7', 'u7'), session('s8', 'u7')]
    await server.stop()
    expect(await live.isRefused(here)).toBe(false)
    await live.refuseSession(gone)
    expect(await live.isRefused(gone)).toBe(true)
    await server.start()
    await answersAgain()
    expect(await live.isRefused(here)).toBe(false)
    await wait(50)
    becomeAnotherCopy()
    expect(await live.isRefused(gone)).toBe(true)
  })
})

describe('sign-in attempts of several copies', () => {
  const attempt = { domain: 'Default', username: 'alice', address: '203.0.113.1' }

  it('count together', async () => {
    for (let failures = 1; failures <= 8; failures++) {
      becomeAnotherCopy()
      expect(await throttle.noteFailure(attempt)).toBe(failures)
    }
    becomeAnotherCopy()
    expect(await throttle.secondsToWait(attempt)).toBeGreaterThan(0)
    await throttle.forgetFailures(attempt)
    becomeAnotherCopy()
    expect(await throttle.secondsToWait(attempt)).toBe(0)
  })

  it('are counted by each copy while Redis is away', async () => {
    await server.stop()
    const other = { ...attempt, username: 'bob' }
    for (let failures = 1; failures <= 8; failures++)
      expect(await throttle.noteFailure(other)).toBe(failures)
    expect(await throttle.secondsToWait(other)).toBeGreaterThan(0)
    await server.start()
    await answersAgain()
  })
})
