import 'server-only'
import { cookies } from 'next/headers'
import { env } from '@/lib/env'
import type { Viewer } from '@/lib/schemas/session'
import {
  cookieOptions,
  decodeSession,
  readSeen,
  seenCookieName,
  sessionCookieName,
  writeSeen,
} from './cookie'
import { isAlive, isRefused } from './live'
import { endSession } from './scope'
import type { SessionClaims } from './sign-in'

/** The time of last use is written down again after this long (ms), so that most answers set no cookie. */
const seenStep = () => Math.min(60_000, env().SESSION_IDLE_SECONDS * 250)

/**
 * The session of the current request, or nothing when there is none, it has run out, nobody used it
 * for `SESSION_IDLE_SECONDS`, it was signed out, or Keystone no longer knows it.
 */
export async function readSession(now = Date.now()): Promise<SessionClaims | undefined> {
  const jar = await cookies()
  const claims = await claimsOf(jar.getAll())
  if (!claims || Date.parse(claims.expiresAt) <= now) return undefined
  if (await isRefused(claims)) return undefined
  const used = Math.max(claims.signedInAt, readSeen(claims.sid, jar.get(seenCookieName())?.value))
  const isIdle = now - used > env().SESSION_IDLE_SECONDS * 1000
  if (!isIdle && (await isAlive(claims))) return claims
  await endSession(claims)
  return undefined
}

/** Opens the session cookie among `given`; nothing when there is none that we made. */
export async function claimsOf(
  given: ReadonlyArray<{ name: string; value: string }>,
): Promise<SessionClaims | undefined> {
  const token = await decodeSession({ token: joined(given) })
  const { sid, ks, userId, userName, domainName, expiresAt, signedInAt } = token ?? {}
  if (!sid || !ks || !userId || !userName || !domainName || !expiresAt || !signedInAt)
    return undefined
  return { sid, ks, userId, userName, domainName, expiresAt, signedInAt }
}

/** Notes that the session is in use. For route handlers only: a page cannot set cookies. */
export async function touchSession({ sid }: SessionClaims, now = Date.now()): Promise<void> {
  const jar = await cookies()
  if (now - readSeen(sid, jar.get(seenCookieName())?.value) < seenStep()) return
  jar.set(seenCookieName(), writeSeen(sid, now), {
    ...cookieOptions(),
    maxAge: env().SESSION_SECONDS,
  })
}

// A cookie over 4 KiB comes in numbered parts.
function joined(given: ReadonlyArray<{ name: string; value: string }>): string | undefined {
  const name = sessionCookieName()
  const whole = given.find((cookie) => cookie.name === name)
  if (whole) return whole.value
  const parts = given
    .filter((cookie) => cookie.name.startsWith(`${name}.`))
    .sort((a, b) => Number(a.name.split('.').at(-1)) - Number(b.name.split('.').at(-1)))
  return parts.length > 0 ? parts.map(({ value }) => value).join('') : undefined
}

/** What of a session the browser may know. */
export function viewerOf(claims: SessionClaims): Viewer {
  const { userId, userName, domainName, expiresAt } = claims
  const secondsLeft = Math.round((Date.parse(expiresAt) - Date.now()) / 1000)
  return { userId, userName, domainName, expiresAt, secondsLeft }
}
