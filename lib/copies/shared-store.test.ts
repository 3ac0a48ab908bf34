import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type RedisServer, startRedis } from '@/e2e/redis-server'
import { memoryStore } from './memory-store'
import { connectRedis, redisStore } from './redis-store'
import { describeSharedStore } from './shared-store-contract'

vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
vi.stubEnv('LOG_LEVEL', 'silent')

let server: RedisServer
let client: ReturnType<typeof connectRedis>
beforeAll(async () => {
  server = await startRedis()
  client = connectRedis(server.url)
})
afterAll(async () => {
  client.disconnect()
  await server.stop()
})

describeSharedStore('memory', async () => memoryStore())
describeSharedStore('Redis', async () => redisStore(client, `${randomUUID()}:`))

it('fails soon while Redis is away, and works again when it is back', async () => {
  const store = redisStore(client, `${randomUUID()}:`)
  await store.put('a', '1', 60_000)
  await server.stop()
  const started = Date.now()
  await expect(store.get(['a'])).rejects.toThrow()
  expect(Date.now() - started).toBeLessThan(1_500)
  await server.start()
  for (let tries = 0; tries < 100 && client.status !== 'ready'; tries++) await wait(50)
  await store.put('a', '2', 60_000)
  expect(await store.get(['a'])).toEqual(['2'])
})

it('does not wait for a Redis that took the question and is silent', async () => {
  const store = redisStore(client, `${randomUUID()}:`)
  await store.ping()
  server.signal('SIGSTOP')
  try {
    const started = Date.now()
    await expect(store.get(['a'])).rejects.toThrow()
    expect(Date.now() - started).toBeLessThan(2_000)
  } finally {
    server.signal('SIGCONT')
  }
})
