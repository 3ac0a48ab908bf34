import 'server-only'
import { sharedStore } from '@/lib/copies/store'
import { env } from '@/lib/env'
import { seal, unsealAny } from './seal'

export type Session = { sid: string; userId: string; ks: string }

const DAY_MS = 24 * 3600_000
const keyOf = (userId: string) => `sessions:${userId}`
const contextOf = ({ sid }: Pick<Session, 'sid'>) => `session ${sid}`

/**
 * Notes a session for all copies, its token sealed: whoever signs the user out everywhere revokes it.
 * Where the store is away the session is known to this process only.
 */
export async function register(session: Session): Promise<void> {
  const sealed = seal(env().NEXTAUTH_SECRET, contextOf(session), session.ks)
  await sharedStore()
    .addField(keyOf(session.userId), session.sid, sealed, DAY_MS)
    .catch(() => undefined)
}

export async function unregister(userId: string, sid: string): Promise<void> {
  await sharedStore()
    .removeField(keyOf(userId), sid)
    .catch(() => undefined)
}

/** The user's sessions that any copy noted; none while the store is away. */
export async function registered(userId: string): Promise<Session[]> {
  const fields = await sharedStore()
    .fields(keyOf(userId))
    .catch(() => new Map<string, string>())
  return [...fields].flatMap(([sid, sealed]) => {
    const ks = unsealAny(contextOf({ sid }), sealed)
    return ks === undefined ? [] : [{ sid, userId, ks }]
  })
}
