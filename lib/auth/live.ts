import 'server-only'
import { LRUCache } from 'lru-cache'
import { sharedStore } from '@/lib/copies/store'
import { isAppError } from '@/lib/errors'
import { showToken } from '@/lib/keystone/tokens'
import { register, registered, type Session, unregister } from './session-register'

/** How long Keystone's word that a session's token is good is taken. */
const CHECK_MS = 60_000
/** A slow Keystone must not hold every page back: its word is then waited for behind the scenes. */
const PATIENCE_MS = 2_000

type Live = {
  userId: string
  ks: string
  seenAt: number
  checkedAt: number
  check?: Promise<boolean>
}

// The first look is at what this process knows by itself; the store tells what the other copies know.
const store = globalThis as {
  __vitrineLive?: {
    live: LRUCache<string, Live>
    ended: LRUCache<string, true>
    users: LRUCache<string, number>
    /** What the store could not be told yet. */
    untold: LRUCache<string, string>
  }
}

const DAY_MS = 24 * 3600_000

function state() {
  const ttl = DAY_MS
  store.__vitrineLive ??= {
    live: new LRUCache({ max: 50_000, ttl }),
    ended: new LRUCache({ max: 100_000, ttl }),
    users: new LRUCache({ max: 100_000, ttl }),
    untold: new LRUCache({ max: 100_000, ttl }),
  }
  return store.__vitrineLive
}

const endedKey = (sid: string) => `ended:${sid}`
const endedUserKey = (userId: string) => `ended-user:${userId}`

/** Refuses a session's cookie from now on, at every copy. */
export async function refuseSession({
  sid,
  userId,
}: Pick<Session, 'sid' | 'userId'>): Promise<void> {
  state().ended.set(sid, true)
  state().live.delete(sid)
  await Promise.all([tell(endedKey(sid), '1'), unregister(userId, sid)])
}

/**
 * Refuses every session that the user began until now, at every copy.
 *
 * @returns the sessions that any copy has seen, whose tokens can be revoked.
 */
export async function refuseUser(userId: string, now = Date.now()): Promise<Session[]> {
  const { live, users } = state()
  users.set(userId, now)
  const found = new Map((await registered(userId)).map((session) => [session.sid, session]))
  for (const [sid, { ks, userId: owner }] of live.entries())
    if (owner === userId) found.set(sid, { sid, ks, userId })
  await tell(endedUserKey(userId), String(now))
  const mine = [...found.values()]
  await Promise.all(mine.map(refuseSession))
  return mine
}

/**
 * True when the session was signed out at any copy, by itself or with all of its user's. While the
 * store is away this process says what it knows, and Keystone the rest within a minute (`isAlive`).
 */
export async function isRefused(session: {
  sid: string
  userId: string
  signedInAt: number
}): Promise<boolean> {
  const { ended, users } = state()
  const { sid, userId, signedInAt } = session
  if (ended.has(sid) || signedInAt <= (users.get(userId) ?? 0)) return true
  try {
    const [one, all] = await sharedStore().get([endedKey(sid), endedUserKey(userId)])
    void tellRest()
    return one !== undefined || signedInAt <= Number(all ?? 0)
  } catch {
    return false
  }
}

async function tell(key: string, value: string): Promise<void> {
  await sharedStore()
    .put(key, value, DAY_MS)
    .catch(() => state().untold.set(key, value))
}

// Said again once the store answers: a sign-out is not forgotten because Redis was away.
async function tellRest(): Promise<void> {
  const { untold } = state()
  for (const [key, value] of [...untold.entries()]) {
    untold.delete(key)
    await tell(key, value)
  }
}

/**
 * Whether Keystone still knows the session's token, by its word of the last minute: it no longer does
 * after a sign-out at another copy, a change of the password, or when the user was disabled. A
 * Keystone that does not answer ends nobody's session.
 */
export async function isAlive(session: Session, now = Date.now()): Promise<boolean> {
  const { live } = state()
  const known = live.get(session.sid)
  // A session that is new here is looked at when its project's token is made.
  const entry: Live = known ?? { ...session, seenAt: now, checkedAt: now }
  if (!known) {
    live.set(session.sid, entry)
    void register(session)
  }
  entry.seenAt = now
  if (now - entry.checkedAt < CHECK_MS) return true
  entry.check ??= ask(session.ks).finally(() => {
    entry.checkedAt = Date.now()
    delete entry.check
  })
  return Promise.race([
    entry.check,
    new Promise<true>((resolve) => setTimeout(resolve, PATIENCE_MS, true).unref()),
  ])
}

/** Sessions that were used through this process within the last five minutes. */
export function liveSessions(now = Date.now()): number {
  return [...state().live.values()].filter(({ seenAt }) => now - seenAt < 300_000).length
}

async function ask(ks: string): Promise<boolean> {
  try {
    await showToken(ks)
    return true
  } catch (error) {
    return !isAppError(error, 'unauthenticated')
  }
}
