import { z } from 'zod'

/** Who is signed in, as far as the browser may know. Never holds a token. */
export const viewerSchema = z.object({
  userId: z.string(),
  userName: z.string(),
  domainName: z.string(),
  /** ISO time at which the Keystone token, and with it the session, ends. */
  expiresAt: z.string(),
  /** The same as seconds from when this was written: the browser's clock may be wrong. */
  secondsLeft: z.number(),
})
export type Viewer = z.infer<typeof viewerSchema>

/** What the sign-in form sends. `passcode` and `newPassword` answer a first refusal. */
export const signInSchema = z.object({
  domain: z.string().trim().min(1).max(64),
  username: z.string().trim().min(1).max(255),
  password: z.string().min(1).max(4096),
  passcode: z.string().max(32).optional(),
  newPassword: z.string().max(4096).optional(),
})
export type SignIn = z.infer<typeof signInSchema>

/**
 * Why a sign-in did not succeed. next-auth hands the browser one string, so the reason travels as
 * `code` or `code:detail`.
 */
export const signInFailures = [
  'invalid_credentials',
  'passcode_required',
  'passcode_wrong',
  'factors_unsupported',
  'password_expired',
  'password_refused',
  'throttled',
  'upstream_down',
  'timed_out',
  'upstream_odd',
  'internal',
] as const
export type SignInFailure = (typeof signInFailures)[number]

/** Splits what next-auth reports into a known failure and its detail. */
export function parseSignInFailure(text: string): {
  failure: SignInFailure
  detail: string | undefined
} {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  const failure = signInFailures.find((known) => known === name) ?? 'internal'
  return { failure, detail: colon < 0 ? undefined : text.slice(colon + 1) }
}
