import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type RedisServer, startRedis } from '@/e2e/redis-server'
import { memoryStore } from '@/lib/copies/memory-store'
import { connectRedis, redisStore } from '@/lib/copies/redis-store'
import type { SharedStore } from '@/lib/copies/shared-store'
import { openDirectorySpool } from './directory-spool'
import { fencedSpool } from './fenced-spool'
import { sharedClaims } from './shared-claims'
import { describeSpoolStore } from './spool-contract'

vi.stubEnv('KEYSTONE_URL', 'http://127.0.0.1:1/v3')
vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:1')
vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32))
vi.stubEnv('LOG_LEVEL', 'silent')

let server: RedisServer
const clients: Array<ReturnType<typeof connectRedis>> = []
beforeAll(async () => {
  server = await startRedis()
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await server.stop()
})

const times = { leaseMs: 900, beatMs: 200 }

/** One copy of the dashboard, as far as claims go. */
function copy(store: SharedStore, url: string) {
  const losses: string[] = []
  const claims = sharedClaims(store, url, (id) => losses.push(id), times)
  return { ...claims, losses }
}

function redis(): SharedStore {
  const client = connectRedis(server.url)
  clients.push(client)
  return redisStore(client, 'test:')
}

const folder = () => mkdtemp(join(tmpdir(), 'vitrine-spool-'))

describeSpoolStore('directory, claims in Redis', async () => {
  const claims = sharedClaims(redis(), 'http://a', () => undefined)
  const store = fencedSpool(await openDirectorySpool(await folder()), {
    ...claims,
    // The contract asks what a store does with bytes, whoever holds the claim.
    held: async () => undefined,
    isHeld: () => true,
  })
  return { ...store, claim: claims.take, release: claims.release }
})

describe('claims of several copies', () => {
  it('are one at a time, tell the others where to go, and pass on when given back', async () => {
    const store = memoryStore()
    const [a, b] = [copy(store, 'http://a:1'), copy(store, 'http://b:2')]
    expect(await a.take('u')).toBe(true)
    expect(await b.take('u')).toBe(false)
    expect(await b.holders(['u', 'other'])).toEqual(['http://a:1', undefined])
    expect(await a.holders(['u'])).toEqual([undefined])
    await a.release('u')
    expect(await b.take('u')).toBe(true)
    expect(a.isHeld('u')).toBe(false)
    await expect(a.held('u')).rejects.toThrow()
    expect(a.losses).toEqual([])
    for (const { stop } of [a, b]) stop()
  })

  it('live as long as their copy and pass on soon after its death', async () => {
    const store = redis()
    const [a, b] = [copy(store, 'http://a:1'), copy(store, 'http://b:2')]
    await a.take('v')
    await wait(2 * times.leaseMs)
    expect(await b.take('v')).toBe(false)
    a.stop()
    await wait(times.leaseMs + 200)
    expect(await b.take('v')).toBe(true)
    b.stop()
  })

  it('a copy that slept too long writes nothing and learns that it lost', async () => {
    const store = redis()
    const [a, b] = [copy(store, 'http://a:1'), copy(store, 'http://b:2')]
    const directory = await folder()
    const spool = fencedSpool(await openDirectorySpool(directory, a), a)
    const id = randomUUID()
    await spool.claim(id)
    await spool.write(id, 0, [Buffer.from('abc')])
    a.stop()
    await wait(times.leaseMs + 200)
    expect(await b.take(id)).toBe(true)
    const late = expect(spool.write(id, 3, [Buffer.from('XYZ')])).rejects.toThrow()
    await expect(spool.saveRecord(id, 'late')).rejects.toMatchObject({
      code: 'upstream_down',
    })
    await a.release(id)
    await late
    expect(await readFile(join(directory, `${id}.data`), 'utf8')).toBe('abc')
    expect(await b.take(id)).toBe(true)
    b.stop()
  })

  it('says that it lost, once', async () => {
    const store = memoryStore()
    const a = copy(store, 'http://a:1')
    await a.take('w')
    await store.remove('upload:w')
    await store.put('upload:w', 'other http://b:2', 60_000)
    await wait(3 * times.beatMs)
    expect(a.losses).toEqual(['w'])
    expect(a.isHeld('w')).toBe(false)
    a.stop()
  })

  it('are unsure as soon as Redis is lost: another copy may have them when it is back, empty', async () => {
    const [ours, theirs] = [redis(), redis()]
    const [a, b] = [copy(ours, 'http://a:1'), copy(theirs, 'http://b:2')]
    // Nobody prolongs anything by itself: what counts is what is known at once.
    for (const { stop } of [a, b]) stop()
    const id = randomUUID()
    expect(await a.take(id)).toBe(true)
    await vi.waitFor(() => theirs.ping())
    await server.stop()
    await vi.waitFor(() => expect(a.isHeld(id)).toBe(false), times.leaseMs / 2)
    await server.start()
    await vi.waitFor(() => b.take(id), 5_000)
    expect(a.isHeld(id)).toBe(false)
    expect(b.isHeld(id)).toBe(true)
    expect(await vi.waitFor(() => a.take(id), 5_000)).toBe(false)
  })

  it('while Redis is away bytes wait; they go on when it is back, even empty', async () => {
    const store = redis()
    const a = copy(store, 'http://a:1')
    const directory = await folder()
    const spool = fencedSpool(await openDirectorySpool(directory, a), a)
    const id = randomUUID()
    await spool.claim(id)
    await server.stop()
    await wait(times.leaseMs + 200)
    let isWritten = false
    const writing = spool.write(id, 0, [Buffer.from('abc')]).then(() => {
      isWritten = true
    })
    await expect(a.take('another')).rejects.toMatchObject({ code: 'upstream_down' })
    await expect(a.holders(['another'])).rejects.toMatchObject({ code: 'upstream_down' })
    expect(isWritten).toBe(false)
    await server.start()
    await writing
    expect(await readFile(join(directory, `${id}.data`), 'utf8')).toBe('abc')
    expect(a.losses).toEqual([])
    a.stop()
  })
})
