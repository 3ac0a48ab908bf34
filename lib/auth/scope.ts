import 'server-only'
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { env } from '@/lib/env'
import { appError } from '@/lib/errors'
import { type KeystoneToken, revokeToken, scopeToProject, showToken } from '@/lib/keystone/tokens'
import { imageEndpoints, publicAddresses, serviceEndpoints } from '@/lib/openstack/endpoint'
import { refuseSession, refuseUser } from './live'
import { isFresh, type ScopedToken } from './scoped-token'
import type { Session } from './session-register'
import { forgetSharedScope, sharedScope, takeSharedScopes } from './shared-scope'

// One process may load this module more than once (routes, pages, start-up); the state is one.
const store = globalThis as {
  __vitrineScopes?: { tokens: LRUCache<string, Promise<ScopedToken>> }
}

function state() {
  store.__vitrineScopes ??= { tokens: new LRUCache({ max: 10_000, ttl: 3600_000 }) }
  return store.__vitrineScopes
}

/**
 * The session's token on a project: made once, shared by everybody who asks meanwhile.
 *
 * @param sid The session's id; the cache's first key.
 * @param ks The session's unscoped token.
 * @throws AppError `unauthenticated`, `forbidden`, or why Keystone did not answer.
 */
export function scopedToken(
  sid: string,
  ks: string,
  projectId: string,
  requestId?: string,
): Promise<ScopedToken> {
  return cached(`${sid}/${projectId}`, () =>
    sharedScope(sid, projectId, async () =>
      slim(await scopeToProject(ks, projectId, { requestId })),
    ),
  )
}

/**
 * The same for a script that brings its own Keystone token in `X-Auth-Token`: a token already on
 * the project is used as it is, any other is exchanged.
 */
export function scopedTokenOf(
  value: string,
  projectId: string,
  requestId?: string,
): Promise<ScopedToken> {
  const key = createHash('sha256').update(value).digest('base64url')
  return cached(`${key}/${projectId}`, async () => {
    const call = { requestId }
    const shown = await showToken(value, call)
    const isOn = shown.project?.id === projectId
    return slim(isOn ? shown : await scopeToProject(value, projectId, call))
  })
}

/** Forgets a project token that Glance refused, so that the next call makes a new one. */
export async function forgetScope(sid: string, projectId: string): Promise<void> {
  state().tokens.delete(`${sid}/${projectId}`)
  await forgetSharedScope(sid, projectId)
}

/** Signs a session out: revokes all its tokens in Keystone and refuses its cookie from now on. */
export async function endSession({ sid, ks, userId }: Session): Promise<void> {
  await refuseSession({ sid, userId })
  const { tokens } = state()
  const mine = [...tokens.keys()].filter((key) => key.startsWith(`${sid}/`))
  const scoped = await Promise.allSettled(mine.map((key) => tokens.get(key)))
  for (const key of mine) tokens.delete(key)
  const values = scoped.flatMap((result) =>
    result.status === 'fulfilled' && result.value ? [result.value.value] : [],
  )
  const others = (await takeSharedScopes(sid)).map(({ value }) => value)
  await Promise.allSettled(
    [...new Set([...values, ...others, ks])].map((value) => revokeToken(value)),
  )
}

/** Signs a user out everywhere: every session begun until now. @returns how many were known. */
export async function endAllSessions(userId: string): Promise<number> {
  const sessions = await refuseUser(userId)
  await Promise.allSettled(sessions.map((session) => endSession(session)))
  return sessions.length
}

/**
 * Ends a session in whose place its own user just began a new one. Tokens on projects are left to run
 * out: requests that are under way and uploads still use them.
 */
export async function replaceSession({ sid, ks, userId }: Session): Promise<void> {
  await refuseSession({ sid, userId })
  await revokeToken(ks).catch(() => undefined)
}

async function cached(key: string, make: () => Promise<ScopedToken>): Promise<ScopedToken> {
  const { tokens } = state()
  const known = await tokens.get(key)
  if (known && isFresh(known)) return known
  const made = make()
  tokens.set(key, made)
  made.catch(() => tokens.get(key) === made && tokens.delete(key))
  return made
}

function slim(token: KeystoneToken): ScopedToken {
  if (!token.project) throw appError('upstream_odd')
  return {
    value: token.value,
    expiresAt: token.expires_at,
    userId: token.user.id,
    projectId: token.project.id,
    projectName: token.project.name,
    domainName: token.project.domain.name,
    roles: token.roles.map((role) => role.name),
    endpoints: imageEndpoints(token.catalog, env().OS_INTERFACE),
    volumeEndpoints: serviceEndpoints(
      token.catalog,
      ['block-storage', 'block-store', 'volumev3'],
      env().OS_INTERFACE,
    ),
    computeEndpoints: serviceEndpoints(token.catalog, ['compute'], env().OS_INTERFACE),
    addresses: publicAddresses(token.catalog),
  }
}
