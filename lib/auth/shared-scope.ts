import 'server-only'
import { sharedStore } from '@/lib/copies/store'
import { env } from '@/lib/env'
import { revokeToken } from '@/lib/keystone/tokens'
import { isFresh, type ScopedToken } from './scoped-token'
import { seal, unsealAny } from './seal'

// Tokens of sessions only: what a script brings is its own, and never ours to keep or to revoke.

const TTL_MS = 3600_000
const keyOf = (sid: string) => `scopes:${sid}`
const contextOf = (sid: string, projectId: string) => `scope ${sid}/${projectId}`

/**
 * The session's token on a project that another copy made, or a new one that all copies then use.
 * Where the store is away each copy makes its own.
 *
 * @throws AppError as `make`.
 */
export async function sharedScope(
  sid: string,
  projectId: string,
  make: () => Promise<ScopedToken>,
): Promise<ScopedToken> {
  const store = sharedStore()
  if (!store.isShared) return make()
  const known = await recall(sid, projectId)
  if (known && isFresh(known)) return known
  if (known) await forgetSharedScope(sid, projectId)
  const made = await make()
  const sealed = seal(env().NEXTAUTH_SECRET, contextOf(sid, projectId), write(made))
  const stands = await store.addField(keyOf(sid), projectId, sealed, TTL_MS).catch(() => sealed)
  const first = stands === sealed ? undefined : open(sid, projectId, stands)
  if (!first) return made
  // Two copies asked in the same instant: one token is enough.
  void revokeToken(made.value).catch(() => undefined)
  return first
}

/** Forgets a token that an upstream refused. */
export async function forgetSharedScope(sid: string, projectId: string): Promise<void> {
  await sharedStore()
    .removeField(keyOf(sid), projectId)
    .catch(() => undefined)
}

/** All of a session's tokens, which nobody gets any longer. */
export async function takeSharedScopes(sid: string): Promise<ScopedToken[]> {
  const store = sharedStore()
  if (!store.isShared) return []
  const fields = await store.fields(keyOf(sid)).catch(() => new Map<string, string>())
  await store.remove(keyOf(sid)).catch(() => undefined)
  return [...fields].flatMap(([projectId, sealed]) => open(sid, projectId, sealed) ?? [])
}

async function recall(sid: string, projectId: string): Promise<ScopedToken | undefined> {
  const fields = await sharedStore()
    .fields(keyOf(sid))
    .catch(() => new Map<string, string>())
  const sealed = fields.get(projectId)
  return sealed === undefined ? undefined : open(sid, projectId, sealed)
}

const write = (token: ScopedToken) => JSON.stringify({ ...token, addresses: [...token.addresses] })

// Sealed by one of us and bound to its place: nobody else could have written it.
function open(sid: string, projectId: string, sealed: string): ScopedToken | undefined {
  const text = unsealAny(contextOf(sid, projectId), sealed)
  if (text === undefined) return undefined
  const kept = JSON.parse(text) as Omit<ScopedToken, 'addresses'> & {
    addresses: Array<[string, never]>
  }
  return { ...kept, addresses: new Map(kept.addresses) }
}
