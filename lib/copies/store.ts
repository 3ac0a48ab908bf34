import 'server-only'
import type { Redis } from 'ioredis'
import { env } from '@/lib/env'
import { memoryStore } from './memory-store'
import { connectRedis, redisStore } from './redis-store'
import type { SharedStore } from './shared-store'

// Routes, pages and the start-up code are bundled apart; what they share lives on the global object.
const holder = globalThis as {
  __vitrineShared?: { client: Redis | undefined; store: SharedStore }
}

const PREFIX = 'vitrine:'

function shared() {
  if (!holder.__vitrineShared) {
    const { REDIS_URL: url } = env()
    const client = url ? connectRedis(url) : undefined
    holder.__vitrineShared = {
      client,
      store: client ? redisStore(client, PREFIX) : memoryStore(),
    }
  }
  return holder.__vitrineShared
}

/** What all copies of this dashboard agree on: in Redis with `REDIS_URL`, else in this process. */
export function sharedStore(): SharedStore {
  return shared().store
}

/** The connection itself, for a library that has its own way with Redis; nothing without `REDIS_URL`. */
export function redisClient(): Redis | undefined {
  return shared().client
}
