import 'server-only'
import { cookies, headers } from 'next/headers'
import { getToken } from 'next-auth/jwt'
import { env } from '@/lib/env'
import type { Viewer } from '@/lib/schemas/session'
import { sessionCookieName } from './options'
import { isEnded } from './scope'
import type { SessionClaims } from './sign-in'

/**
 * The session of the current request, or nothing when there is none, it has run out, or it was
 * signed out.
 */
export async function readSession(): Promise<SessionClaims | undefined> {
  // getToken wants Next's request; it reads only these two of it.
  const request = { cookies: await cookies(), headers: await headers() } as unknown as Parameters<
    typeof getToken
  >[0]['req']
  const token = await getToken({
    req: request,
    secret: env().NEXTAUTH_SECRET,
    cookieName: sessionCookieName(),
  })
  const { sid, ks, userId, userName, domainName, expiresAt } = token ?? {}
  if (!sid || !ks || !userId || !userName || !domainName || !expiresAt) return undefined
  if (Date.parse(expiresAt) <= Date.now() || isEnded(sid)) return undefined
  return { sid, ks, userId, userName, domainName, expiresAt }
}

/** What of a session the browser may know. */
export function viewerOf({ userId, userName, domainName, expiresAt }: SessionClaims): Viewer {
  return { userId, userName, domainName, expiresAt }
}
