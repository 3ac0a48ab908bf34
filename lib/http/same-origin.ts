import 'server-only'
import { env } from '@/lib/env'
import { appError } from '@/lib/errors'

/**
 * Refuses a write that another site's page could have sent with the person's cookie.
 *
 * Browsers send `Sec-Fetch-Site` or at least `Origin` with every write; a request with neither, and
 * without a token of its own, is refused too.
 *
 * @throws AppError `forbidden`.
 */
export function assertSameOrigin(request: Request): void {
  // A token in a header is no ambient authority: no foreign page can make a browser send it.
  if (request.headers.has('x-auth-token')) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const ownOrigin = origin !== null && isOwn(origin, request.headers.get('host'))
  if (site === null ? ownOrigin : site === 'same-origin' && (origin === null || ownOrigin)) return
  throw appError('forbidden', {
    detail: 'This request did not come from a page of this dashboard.',
  })
}

function isOwn(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false
  return origin === new URL(env().NEXTAUTH_URL).origin || new URL(origin).host === host
}
