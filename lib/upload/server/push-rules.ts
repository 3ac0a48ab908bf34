import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'

/** Somebody else may be sending data into the image; for so long we wait for the end of that. */
export const SAVING_LIMIT_MS = 20 * 60_000

/**
 * Our own broken PUT leaves the image `saving` for a second or so. After this long the worker that
 * took it is taken for dead.
 */
export const STUCK_MS = 30_000

/** So often Glance may take a whole body and then answer with a fault of its own. */
export const REFUSALS = 8

const finalCodes: ReadonlySet<ErrorCode> = new Set([
  'forbidden',
  'not_found',
  'gone',
  'invalid',
  'too_large',
  'over_quota',
  'unsupported',
  'internal',
])

/**
 * What follows from an error on the way to Glance. Whatever may pass is tried again for as long as
 * the upload is kept; only Glance's own faults (5xx), which cost it a whole body each, are counted.
 *
 * @param refusals Faults counted so far.
 */
export function afterError(
  error: unknown,
  refusals: number,
): 'fail' | 'sign_in' | 'again' | 'refused' {
  if (!(error instanceof AppError)) return 'fail'
  if (error.code === 'unauthenticated') return 'sign_in'
  if (finalCodes.has(error.code) || error.extra?.final === true) return 'fail'
  const status = error.extra?.upstreamStatus
  if (typeof status !== 'number' || status === 503) return 'again'
  return refusals + 1 >= REFUSALS ? 'fail' : 'refused'
}

const FIRST_MS = 500
const LONGEST_MS = 30_000

/** How long to wait before the next attempt, with jitter so that many uploads do not come at once. */
export function backOffMs(failures: number, random = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return Math.round(full * (0.5 + random() / 2))
}
