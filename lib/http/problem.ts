import 'server-only'
import { AppError, appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import type { Problem } from '@/lib/schemas/problem'

/**
 * An error as it crosses the wire: `application/problem+json` (RFC 9457) with our code.
 *
 * @param requestId Ours, for an error that no upstream gave an id to.
 */
export function problemOf(error: unknown, requestId?: string): Problem {
  const known = error instanceof AppError ? error : internal(error, requestId)
  const id = known.requestId ?? requestId
  return {
    type: 'about:blank',
    title: known.code,
    status: known.status,
    code: known.code,
    ...(known.detail ? { detail: known.detail } : {}),
    ...(id ? { requestId: id } : {}),
    ...(known.extra ? { extra: known.extra } : {}),
  }
}

/** Answers a problem, with `Retry-After` where the upstream gave one. */
export function problemResponse(problem: Problem): Response {
  const retryAfter = problem.extra?.retryAfter
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
    },
  })
}

// A fault of our own: the stack goes to the log, an empty hand to the browser.
function internal(error: unknown, requestId?: string): AppError {
  logger().error({ err: error, requestId }, 'unexpected error in a route')
  return appError('internal')
}
