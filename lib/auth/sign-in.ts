import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { changePassword, type SignInResult, signInWithPassword } from '@/lib/keystone/tokens'
import { type SignIn, type SignInFailure, signInSchema } from '@/lib/schemas/session'
import { forgetFailures, noteFailure, secondsToWait } from './throttle'

/** What the encrypted session cookie holds. `ks` is the unscoped Keystone token. */
export type SessionClaims = {
  sid: string
  ks: string
  userId: string
  userName: string
  domainName: string
  expiresAt: string
  /** Time in ms, by our clock. */
  signedInAt: number
}

/** Thrown inside next-auth, whose only channel to the browser is the message: `failure[:detail]`. */
export class SignInError extends Error {
  constructor(failure: SignInFailure, detail?: string | number) {
    super(detail === undefined ? failure : `${failure}:${detail}`)
  }
}

/**
 * Signs a person in and returns the claims of a new session.
 *
 * @throws SignInError for everything that goes wrong.
 */
export async function signIn(input: unknown, address: string): Promise<SessionClaims> {
  const parsed = signInSchema.safeParse(input)
  if (!parsed.success) throw new SignInError('invalid_credentials')
  const attempt = { ...parsed.data, address }
  const wait = await secondsToWait(attempt)
  if (wait > 0) throw new SignInError('throttled', wait)
  try {
    const result = await askKeystone(parsed.data)
    if (result.outcome === 'signed_in') {
      await forgetFailures(attempt)
      return claims(result.token)
    }
    if (result.outcome === 'refused')
      throw new SignInError('invalid_credentials', await noteFailure(attempt))
    if (result.outcome === 'passcode_wrong')
      throw new SignInError('passcode_wrong', await noteFailure(attempt))
    if (result.outcome === 'factors_unsupported')
      throw new SignInError('factors_unsupported', result.methods.join(', '))
    throw new SignInError(result.outcome)
  } catch (error) {
    if (error instanceof AppError) throw new SignInError(failureOf(error), error.requestId)
    throw error
  }
}

// A change of password revokes all tokens up to the present second, and a token's own time has whole
// seconds: one issued in the same second would be born revoked.
// Source: keystone/models/revoke_model.py, `matches`, tag 22.0.0
const revocationSettles = 1100

async function askKeystone(input: SignIn): Promise<SignInResult> {
  const requestId = `req-${randomUUID()}`
  const result = await signInWithPassword(input, { requestId })
  if (result.outcome !== 'password_expired' || !input.newPassword) return result
  try {
    await changePassword(result.userId, input.password, input.newPassword, { requestId })
  } catch (error) {
    const refused =
      error instanceof AppError && ['invalid', 'forbidden', 'conflict'].includes(error.code)
    if (refused) throw new SignInError('password_refused', error.detail)
    throw error
  }
  await setTimeout(revocationSettles)
  return signInWithPassword({ ...input, password: input.newPassword }, { requestId })
}

function failureOf(error: AppError): SignInFailure {
  if (error.code === 'upstream_down' || error.code === 'timed_out' || error.code === 'upstream_odd')
    return error.code
  return error.code === 'throttled' ? 'throttled' : 'internal'
}

function claims(token: Extract<SignInResult, { outcome: 'signed_in' }>['token']): SessionClaims {
  return {
    sid: randomUUID(),
    ks: token.value,
    userId: token.user.id,
    userName: token.user.name,
    domainName: token.user.domain.name,
    expiresAt: token.expires_at,
    signedInAt: Date.now(),
  }
}
