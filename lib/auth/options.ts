import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import { env } from '@/lib/env'
import type { Viewer } from '@/lib/schemas/session'
import { endSession } from './scope'
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

const isHttps = () => env().NEXTAUTH_URL.startsWith('https://')

/** `__Host-` binds the cookie to this host and to https; browsers refuse it over plain http. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-vitrine-session' : 'vitrine-session'
}

/** next-auth's configuration: one credentials provider, an encrypted cookie, no database. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: env().SESSION_SECONDS },
    pages: { signIn: '/login', error: '/login' },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() },
      },
    },
    providers: [
      credentials({
        credentials: { domain: {}, username: {}, password: {}, passcode: {}, newPassword: {} },
        authorize: async (given, request) => {
          const claims = await signIn(withoutBlanks(given), addressOf(request.headers))
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
        if (token.sid && token.ks) await endSession({ sid: token.sid, ks: token.ks })
      },
    },
  }
}

function pickClaims({
  sid,
  ks,
  userId,
  userName,
  domainName,
  expiresAt,
}: SessionClaims): SessionClaims {
  return { sid, ks, userId, userName, domainName, expiresAt }
}

// A form sends every field; an empty one means that it was not asked for.
function withoutBlanks(given: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== ''))
}

function addressOf(headers: Record<string, string> | undefined): string {
  return headers?.['x-forwarded-for']?.split(',')[0]?.trim() || 'unknown'
}
