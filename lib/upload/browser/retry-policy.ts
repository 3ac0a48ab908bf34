import { type AppError, appError, isAppError } from '@/lib/errors'
import type { Failure, WaitReason } from './upload'

/** What a failed request means for the upload. `retryAfter` is in seconds. */
export type Setback =
  | { kind: 'wait'; reason: WaitReason; retryAfter: number | null }
  | { kind: 'fail'; failure: Failure }

const longestPause = 60_000

/**
 * Milliseconds until the next try: half a second, then doubling up to a minute, spread by a fifth
 * so that many uploads which broke together do not come back together.
 *
 * @param attempts Tries in a row that moved no byte.
 * @param random A number from 0 to 1.
 * @param retryAfter What the server asked for, in seconds.
 */
export function backoff(
  attempts: number,
  random: number,
  retryAfter: number | null = null,
): number {
  if (retryAfter !== null) return Math.min(Math.max(retryAfter, 1), 600) * 1000
  const pause = Math.min(500 * 2 ** Math.min(attempts, 10), longestPause)
  return Math.round(pause * (0.8 + 0.4 * random))
}

/**
 * Judges the answer to a tus request.
 *
 * @param status HTTP status; 0 when no answer came.
 * @param problem What the body said, when it was one of our problems.
 * @param retryAfter Value of the `Retry-After` header.
 */
export function judgeStatus(
  status: number,
  problem: AppError | null,
  retryAfter: string | null,
  isOnline: boolean,
): Setback {
  if (status === 401) return { kind: 'wait', reason: 'sign_in', retryAfter: null }
  if (status === 0) {
    return { kind: 'wait', reason: isOnline ? 'server' : 'offline', retryAfter: null }
  }
  if (passes(status)) return { kind: 'wait', reason: 'server', retryAfter: seconds(retryAfter) }
  return fail(problem ?? appError(codeOf(status)), 'sending')
}

/** Judges an error of one of our JSON routes. */
export function judgeError(error: unknown, during: Failure['during'], isOnline: boolean): Setback {
  const known = isAppError(error) ? error : appError('internal', { cause: error })
  if (known.code === 'unauthenticated') {
    return { kind: 'wait', reason: 'sign_in', retryAfter: null }
  }
  if (known.code === 'upstream_down' || known.code === 'timed_out' || known.code === 'throttled') {
    const asked = known.extra?.retryAfter
    return {
      kind: 'wait',
      reason: known.extra?.dashboard && !isOnline ? 'offline' : 'server',
      retryAfter: typeof asked === 'number' ? asked : null,
    }
  }
  return fail(known, during)
}

function fail({ code, detail, requestId }: AppError, during: Failure['during']): Setback {
  return { kind: 'fail', failure: { code, during, detail, requestId } }
}

// 409: our offset is not the server's; the next try asks for it first. 423: somebody else writes.
function passes(status: number): boolean {
  return [408, 409, 423, 425, 429, 460].includes(status) || status >= 500
}

function codeOf(status: number) {
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 413) return 'too_large'
  if (status === 415) return 'unsupported'
  return 'invalid'
}

// Only the form in seconds: ours and the usual proxies send no date here.
function seconds(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null
}
