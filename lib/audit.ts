import 'server-only'
import { auditLogger } from '@/lib/log'
import { withoutSecrets } from '@/lib/scrub'

/** One change, or one attempt at it. The format is documented in docs/operations.md and versioned. */
export type AuditEntry = {
  /** What was done, as `<noun>.<noun>.<verb>` after the API's path: `images.members.create`. */
  action: string
  /** `refused`: nothing was changed. `failed`: it is not known how much was. */
  result: 'done' | 'refused' | 'failed'
  /** Error code of lib/errors.ts when it was not done. */
  code?: string | undefined
  status?: number | undefined
  user?: string | undefined
  userName?: string | undefined
  project?: string | undefined
  roles?: string[] | undefined
  /** `session` for a browser, `token` for a script that brought its own, `system` for nobody's request. */
  via?: 'session' | 'token' | 'system' | undefined
  /** Ids of what it was done to, by the names of the API's path. */
  target?: Record<string, string> | undefined
  before?: unknown
  after?: unknown
  requestId?: string | undefined
  /** The failed upstream call's own id. */
  upstreamRequestId?: string | undefined
  address?: string | undefined
}

/** Writes one line of the audit log. Never throws: an audit line must not undo what was done. */
export function audit({ before, after, ...entry }: AuditEntry): void {
  try {
    auditLogger().info({
      audit: 1,
      ...entry,
      ...(before === undefined ? {} : { before: withoutSecrets(before) }),
      ...(after === undefined ? {} : { after: withoutSecrets(after) }),
    })
  } catch (error) {
    process.stderr.write(`An audit line was not written: ${String(error)}\n`)
  }
}

const verbs: Record<string, string> = {
  POST: 'create',
  PUT: 'set',
  PATCH: 'update',
  DELETE: 'delete',
}

/**
 * Names a write after its method and route: `POST images/{imageId}/members` is
 * `images.members.create`, and `POST images/{imageId}/deactivate` is `images.deactivate`.
 */
export function actionOf(method: string, route: string): string {
  const parts = route.split('/')
  const nouns = parts.filter((part) => !part.startsWith('{'))
  const last = parts.at(-1) ?? ''
  // A path that ends in no plural ends in a verb of its own.
  const isVerb = method === 'POST' && nouns.length > 1 && !/s$|^\{/.test(last)
  return [...nouns, ...(isVerb ? [] : [verbs[method] ?? method.toLowerCase()])].join('.')
}
