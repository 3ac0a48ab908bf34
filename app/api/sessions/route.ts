import { endAllSessions } from '@/lib/auth/scope'
import { readSession } from '@/lib/auth/session'
import { appError } from '@/lib/errors'
import { observe } from '@/lib/http/observe'
import { assertSameOrigin } from '@/lib/http/same-origin'

/** Signs the user out everywhere: every session begun until now. */
export function DELETE(request: Request): Promise<Response> {
  return observe(request, {}, async (seen) => {
    assertSameOrigin(request)
    const session = await readSession()
    if (!session) throw appError('unauthenticated')
    seen.who = session
    seen.before = { sessions: await endAllSessions(session.userId) }
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  })
}
