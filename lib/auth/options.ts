import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import { audit } from '@/lib/audit'
import { env } from '@/lib/env'
import { metrics } from '@/lib/metrics'
import { parseSignInFailure, type Viewer } from '@/lib/schemas/session'
import { addressOf } from './address'
import { cookieOptions, decodeSession, sessionCookieName } from './cookie'
import { endSession, replaceSession } from './scope'
import { claimsOf } from './session'
import { type SessionClaims, signIn } from './sign-in'

declare module 'next-auth' {
  // next-auth merges its own types by interface; a `type` cannot.
  interface User extends SessionClaims {}
  // biome-ignore lint/style/useConsistentTypeDefinitions: module augmentation merges interfaces only
  interface Session {
    user: Partial<Viewer>
  }
}
declare module 'next-auth/jwt' {
  interface JWT extends Partial<SessionClaims> {}
}

/** next-auth's configuration: one credentials provider, an encrypted cookie, no database. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: env().SESSION_SECONDS },
    jwt: { decode: decodeSession },
    pages: { signIn: '/login', error: '/login' },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: cookieOptions(),
      },
    },
    providers: [
      credentials({
        credentials: { domain: {}, username: {}, password: {}, passcode: {}, newPassword: {} },
        authorize: async (given, request) => {
          const address = addressOf(request.headers?.['x-forwarded-for'])
          const claims = await noted(given, address, () => signIn(withoutBlanks(given), address))
          await endPrevious(request.headers?.cookie, claims.userId)
          return { id: claims.userId, ...claims }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? pickClaims(user) : token),
      // Named fields only: whatever else the cookie holds stays on the server.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: {
          userId: token.userId,
          userName: token.userName,
          domainName: token.domainName,
          expiresAt: token.expiresAt,
        },
      }),
    },
    events: {
      signOut: async ({ token }) => {
        const { sid, ks, userId: user, userName } = token
        if (!sid || !ks || !user) return
        await endSession({ sid, ks, userId: user })
        audit({ action: 'sessions.delete', result: 'done', user, userName, via: 'session' })
      },
    },
  }
}

function pickClaims(claims: SessionClaims): SessionClaims {
  const { sid, ks, userId, userName, domainName, expiresAt, signedInAt } = claims
  return { sid, ks, userId, userName, domainName, expiresAt, signedInAt }
}

/** A sign-in ends the session that the browser came with: its cookie must not work any longer. */
async function endPrevious(header: string | undefined, userId: string): Promise<void> {
  const given = (header ?? '').split(/;\s*/).map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1) }
  })
  const before = await claimsOf(given)
  if (!before) return
  await (before.userId === userId ? replaceSession(before) : endSession(before))
}

// A form sends every field; an empty one means that it was not asked for.
function withoutBlanks(given: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== ''))
}

type Given = Record<string, string> | undefined

/** Counts a sign-in and writes its audit line, however it ended. */
async function noted(
  given: Given,
  address: string,
  work: () => Promise<SessionClaims>,
): Promise<SessionClaims> {
  const who = { userName: given?.username?.slice(0, 255), address, via: 'session' as const }
  const after = { domain: given?.domain?.slice(0, 64) }
  try {
    const claims = await work()
    metrics().signIns.inc({ result: 'done' })
    audit({ action: 'sessions.create', result: 'done', ...who, user: claims.userId, after })
    return claims
  } catch (error) {
    const { failure } = parseSignInFailure(error instanceof Error ? error.message : '')
    metrics().signIns.inc({ result: failure })
    audit({ action: 'sessions.create', result: 'refused', code: failure, ...who, after })
    throw error
  }
}
