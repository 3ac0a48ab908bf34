import 'server-only'
import { Redis } from 'ioredis'
import { logger } from '@/lib/log'
import type { SharedStore } from './shared-store'

/** No request may wait long for Redis: it is away, or it answers within a millisecond. */
const ANSWER_MS = 1_000
const FIRST_CONTACT_MS = 2_000
/** After a silence nobody asks again for this long. */
const REST_MS = 2_000

// One holder at a time, also when two ask in the same instant.
const TAKE = `
local now = redis.call('GET', KEYS[1])
if now and now ~= ARGV[1] then return now end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`
const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`
const ADD_FIELD = `
redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('HGET', KEYS[1], ARGV[1])`

/**
 * Connects to Redis and keeps trying for as long as the process lives. While it is away every call
 * fails at once instead of waiting in line.
 *
 * @param url `redis://` or `rediss://`, with password and database number when there are any.
 */
export function connectRedis(url: string): Redis {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: FIRST_CONTACT_MS,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
    connectionName: 'vitrine',
  })
  let isAway = false
  client.on('error', (error) => {
    if (!isAway) logger().warn({ err: error }, 'Redis does not answer')
    isAway = true
  })
  client.on('ready', () => {
    if (isAway) logger().info('Redis answers again')
    isAway = false
  })
  return client
}

/** The store of several copies. @param prefix Begins every key, so that others may share the Redis. */
export function redisStore(client: Redis, prefix: string): SharedStore {
  const at = (key: string) => `${prefix}${key}`
  const contact = firstContact(client)
  let restsUntil = 0
  let breaks = 0
  client.on('close', () => {
    breaks++
  })
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    if (client.status !== 'ready') await contact
    if (Date.now() < restsUntil) throw new Error('Redis was silent a moment ago')
    return work().catch((error: unknown) => {
      if (error instanceof Error && /timed out/i.test(error.message)) {
        restsUntil = Date.now() + REST_MS
        breaks++
      }
      throw error
    })
  }
  return {
    isShared: true,
    get: (keys) =>
      ask(async () => (await client.mget(keys.map(at))).map((value) => value ?? undefined)),
    put: (key, value, ttl) =>
      ask(async () => void (await client.set(at(key), value, 'PX', Math.ceil(ttl)))),
    remove: (key) => ask(async () => void (await client.del(at(key)))),
    addField: (key, field, value, ttl) =>
      ask(async () =>
        String(await client.eval(ADD_FIELD, 1, at(key), field, value, Math.ceil(ttl))),
      ),
    fields: (key) => ask(async () => new Map(Object.entries(await client.hgetall(at(key))))),
    removeField: (key, field) => ask(async () => void (await client.hdel(at(key), field))),
    take: (key, holder, ttl) =>
      ask(async () => String(await client.eval(TAKE, 1, at(key), holder, Math.ceil(ttl)))),
    release: (key, holder) =>
      ask(async () => void (await client.eval(RELEASE, 1, at(key), holder))),
    ping: () => ask(async () => void (await client.ping())),
    breaks: () => breaks,
  }
}

// A process that has just started waits a moment for its first connection; never again after that.
function firstContact(client: Redis): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FIRST_CONTACT_MS)
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    client.once('ready', end)
    client.once('close', end)
  })
}
