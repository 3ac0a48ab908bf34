import 'server-only'
import { LRUCache } from 'lru-cache'
import { isAppError } from '@/lib/errors'
import { showToken } from '@/lib/keystone/tokens'

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
type Session = { sid: string; userId: string; ks: string }

// What was signed out here. Other copies learn it from Keystone, which no longer knows the token.
const store = globalThis as {
  __vitrineLive?: {
    live: LRUCache<string, Live>
    ended: LRUCache<string, true>
    users: LRUCache<string, number>
  }
}

function state() {
  const ttl = 24 * 3600_000
  store.__vitrineLive ??= {
    live: new LRUCache({ max: 50_000, ttl }),
    ended: new LRUCache({ max: 100_000, ttl }),
    users: new LRUCache({ max: 100_000, ttl }),
  }
  return store.__vitrineLive
}

/** Refuses a session's cookie from now on. */
export function refuseSession(sid: string): void {
  state().ended.set(sid, true)
  state().live.delete(sid)
}

/**
 * Refuses every session that the user began until now.
 *
 * @returns the sessions that were used through this process, whose tokens can be revoked.
 */
export function refuseUser(userId: string, now = Date.now()): Session[] {
  const { live, users } = state()
  users.set(userId, now)
  const mine = [...live.entries()].flatMap(([sid, { ks, userId: owner }]) =>
    owner === userId ? [{ sid, ks, userId }] : [],
  )
  for (const { sid } of mine) refuseSession(sid)
  return mine
}

/** True when the session was signed out here, by itself or with all of its user's. */
export function isRefused(session: { sid: string; userId: string; signedInAt: number }): boolean {
  const { ended, users } = state()
  return ended.has(session.sid) || session.signedInAt <= (users.get(session.userId) ?? 0)
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
  if (!known) live.set(session.sid, entry)
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
