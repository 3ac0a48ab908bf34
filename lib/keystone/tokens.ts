import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/env'
import { AppError, appError } from '@/lib/errors'
import { catalogSchema } from '@/lib/openstack/endpoint'
import { requestEmpty, requestJson, requestStream } from '@/lib/openstack/request'

const namedSchema = z.looseObject({ id: z.string(), name: z.string() })
const inDomainSchema = namedSchema.extend({ domain: namedSchema })

const tokenSchema = z.object({
  token: z.looseObject({
    user: inDomainSchema,
    expires_at: z.string(),
    issued_at: z.string().optional(),
    methods: z.array(z.string()).default([]),
    project: inDomainSchema.optional(),
    roles: z.array(namedSchema).default([]),
    catalog: catalogSchema.default([]),
  }),
})

export type KeystoneToken = z.infer<typeof tokenSchema>['token'] & { value: string }

export type PasswordSignIn = {
  domain: string
  username: string
  password: string
  passcode?: string | undefined
}

/** How a password sign-in ended; only `signed_in` holds a token. */
export type SignInResult =
  | { outcome: 'signed_in'; token: KeystoneToken }
  | { outcome: 'refused' }
  | { outcome: 'passcode_required' }
  | { outcome: 'passcode_wrong' }
  | { outcome: 'factors_unsupported'; methods: string[] }
  | { outcome: 'password_expired'; userId: string }

const receiptSchema = z.object({
  receipt: z.looseObject({ user: z.looseObject({ id: z.string() }), methods: z.array(z.string()) }),
  required_auth_methods: z.array(z.array(z.string())),
})

/** Keystone's base URL ending in `/v3`, whatever `KEYSTONE_URL` ends in. */
export function identityUrl(): string {
  const base = env().KEYSTONE_URL.replace(/\/+$/, '')
  return base.endsWith('/v3') ? base : `${base}/v3`
}

const tokensUrl = () => `${identityUrl()}/auth/tokens`

type Call = { signal?: AbortSignal | undefined; requestId?: string | undefined }

/**
 * Signs in with a password and, when Keystone hands out a receipt, with a time-based passcode.
 * The token is unscoped: a scope that fails would read like a wrong password.
 *
 * A receipt is the 401 answer without `error` that names the missing methods.
 * Source: https://docs.openstack.org/api-ref/identity/v3/#multi-step-authentication (receipts)
 *
 * @throws AppError when Keystone is down, slow or odd.
 */
export async function signInWithPassword(
  who: PasswordSignIn,
  call: Call = {},
): Promise<SignInResult> {
  const user = { name: who.username, domain: { name: who.domain }, password: who.password }
  const first = await authenticate({ methods: ['password'], password: { user } }, call)
  if (first.kind === 'token') return { outcome: 'signed_in', token: first.token }
  if (first.kind === 'refused')
    return first.expiredUserId
      ? { outcome: 'password_expired', userId: first.expiredUserId }
      : { outcome: 'refused' }

  const missing = first.rules.map((rule) => rule.filter((method) => !first.done.includes(method)))
  if (!missing.some((methods) => methods.length === 1 && methods[0] === 'totp')) {
    return { outcome: 'factors_unsupported', methods: [...new Set(missing.flat())] }
  }
  if (!who.passcode) return { outcome: 'passcode_required' }
  // Keystone compares the passcode as text, so the spaces that people type must go.
  const passcode = who.passcode.replace(/\s+/g, '')
  const identity = { methods: ['totp'], totp: { user: { id: first.userId, passcode } } }
  const second = await authenticate(identity, call, first.receipt)
  return second.kind === 'token'
    ? { outcome: 'signed_in', token: second.token }
    : { outcome: 'passcode_wrong' }
}

type Answer =
  | { kind: 'token'; token: KeystoneToken }
  | { kind: 'receipt'; receipt: string; userId: string; done: string[]; rules: string[][] }
  | { kind: 'refused'; expiredUserId: string | undefined }

async function authenticate(identity: object, call: Call, receipt?: string): Promise<Answer> {
  const answer = await requestStream({
    ...call,
    method: 'POST',
    url: tokensUrl(),
    body: { auth: { identity, scope: 'unscoped' } },
    headers: receipt ? { 'openstack-auth-receipt': receipt } : {},
    accept401: true,
    repeatable: true,
  })
  const body: unknown = await answer.body.json().catch(() => undefined)
  if (answer.status !== 401)
    return { kind: 'token', token: parseToken(body, answer.headers, answer.requestId) }
  const parsed = receiptSchema.safeParse(body)
  const header = answer.headers['openstack-auth-receipt']
  if (parsed.success && typeof header === 'string') {
    const { user, methods } = parsed.data.receipt
    return {
      kind: 'receipt',
      receipt: header,
      userId: user.id,
      done: methods,
      rules: parsed.data.required_auth_methods,
    }
  }
  // The one refusal that Keystone tells apart. Source: keystone/exception.py, class PasswordExpired, tag 22.0.0
  const expired = /password is expired and needs to be changed for user: ([\w-]+)/.exec(
    JSON.stringify(body ?? ''),
  )
  return { kind: 'refused', expiredUserId: expired?.[1] }
}

function parseToken(
  body: unknown,
  headers: Record<string, string | string[] | undefined>,
  requestId?: string,
): KeystoneToken {
  const parsed = tokenSchema.safeParse(body)
  const value = headers['x-subject-token']
  if (!parsed.success || typeof value !== 'string')
    throw appError('upstream_odd', requestId ? { requestId } : {})
  const { token } = parsed.data
  return { ...token, expires_at: byOurClock(token.expires_at, token.issued_at), value }
}

// A token was made, or looked at, just now, whatever time Keystone thinks it is: with a clock that is an
// hour off, the session would else be over before it began, or outlive its token.
function byOurClock(expiresAt: string, theirNow: unknown, now = Date.now()): string {
  const life = Date.parse(expiresAt) - Date.parse(String(theirNow ?? ''))
  return life >= 0 ? new Date(now + life).toISOString() : expiresAt
}

/**
 * Exchanges an unscoped token for one on a project, with its catalogue.
 *
 * @throws AppError `unauthenticated` when the first token no longer works, `forbidden` when it does
 *   but the user has no role on the project (Keystone answers both with the same 401).
 */
export async function scopeToProject(
  token: string,
  projectId: string,
  call: Call = {},
): Promise<KeystoneToken> {
  const body = {
    auth: {
      identity: { methods: ['token'], token: { id: token } },
      scope: { project: { id: projectId } },
    },
  }
  try {
    const answer = await requestStream({
      ...call,
      method: 'POST',
      url: tokensUrl(),
      body,
      repeatable: true,
    })
    return parseToken(await answer.body.json(), answer.headers, answer.requestId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error
    await showToken(token, call)
    throw appError('forbidden', {
      cause: error,
      ...(error.requestId ? { requestId: error.requestId } : {}),
    })
  }
}

/** What Keystone says of a token that somebody else made. Errors: `unauthenticated`. */
export async function showToken(value: string, call: Call = {}): Promise<KeystoneToken> {
  const headers = { 'x-subject-token': value }
  try {
    const { data, headers: answered } = await requestJson({
      ...call,
      method: 'GET',
      url: tokensUrl(),
      token: value,
      headers,
      schema: tokenSchema,
    })
    const { expires_at, issued_at } = data.token
    // Not every server says what time it is. A token that is good and yet over by our clock is then taken
    // for a new one: whoever uses it too long is told so.
    const isPast = Date.parse(expires_at) <= Date.now()
    const theirNow = answered.date ?? (isPast ? issued_at : undefined)
    return { ...data.token, expires_at: byOurClock(expires_at, theirNow), value }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found')
      throw appError('unauthenticated', { cause: error })
    throw error
  }
}

/** Revokes a token; one that is already gone is no error. */
export async function revokeToken(value: string, call: Call = {}): Promise<void> {
  try {
    await requestEmpty({
      ...call,
      method: 'DELETE',
      url: tokensUrl(),
      token: value,
      headers: { 'x-subject-token': value },
    })
  } catch (error) {
    if (!(error instanceof AppError && ['unauthenticated', 'not_found'].includes(error.code)))
      throw error
  }
}

/**
 * Changes an expired password; needs the old one and no token.
 *
 * @throws AppError `invalid` when the new password breaks the cloud's rules, with Keystone's sentence.
 */
export async function changePassword(
  userId: string,
  original: string,
  next: string,
  call: Call = {},
): Promise<void> {
  const url = `${identityUrl()}/users/${encodeURIComponent(userId)}/password`
  await requestEmpty({
    ...call,
    method: 'POST',
    url,
    body: { user: { password: next, original_password: original } },
  })
}
