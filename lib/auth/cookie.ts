import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { env } from '@/lib/env'

const isHttps = () => env().NEXTAUTH_URL.startsWith('https://')

/** `__Host-` binds a cookie to this host and to https; browsers refuse it over plain http. */
const named = (name: string) => (isHttps() ? `__Host-${name}` : name)

/** Name of the encrypted session cookie. */
export const sessionCookieName = () => named('vitrine-session')
/** Name of the cookie that says when the session was last used. */
export const seenCookieName = () => named('vitrine-seen')

/** How every cookie of a session is set: out of reach for scripts and for other sites' writes. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() }
}

/** The secret of now and, for a while, those of before: cookies made with them stay good. */
export function secrets(): string[] {
  const { NEXTAUTH_SECRET: now, NEXTAUTH_SECRET_PREVIOUS: before = '' } = env()
  return [now, ...before.split(/\s+/).filter(Boolean)]
}

/** Opens a session cookie with whichever of our secrets made it; null when none did. */
export async function decodeSession({
  token,
}: Pick<JWTDecodeParams, 'token'>): Promise<JWT | null> {
  for (const secret of secrets()) {
    const opened = await decode(token === undefined ? { secret } : { token, secret }).catch(
      () => null,
    )
    if (opened) return opened
  }
  return null
}

const sign = (secret: string, sid: string, time: string) =>
  createHmac('sha256', `vitrine seen ${secret}`).update(`${sid} ${time}`).digest('base64url')

/** Writes the time (ms) at which session `sid` was used; bound to it, so that no other's fits. */
export function writeSeen(sid: string, at: number): string {
  const time = at.toString(36)
  return `${time}.${sign(env().NEXTAUTH_SECRET, sid, time)}`
}

/** Reads what `writeSeen` wrote for this session; 0 when it is missing, foreign or touched. */
export function readSeen(sid: string, value: string | undefined): number {
  const [time = '', mac = ''] = (value ?? '').split('.')
  const given = Buffer.from(mac)
  const isOurs = secrets().some((secret) => {
    const expected = Buffer.from(sign(secret, sid, time))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
  return isOurs ? Number.parseInt(time, 36) || 0 : 0
}
