import { readSession, touchSession } from '@/lib/auth/session'
import { appError } from '@/lib/errors'
import { observe } from '@/lib/http/observe'
import { listOwnProjects } from '@/lib/keystone/projects'

/** The projects that the signed-in user may enter. */
export function GET(request: Request): Promise<Response> {
  return observe(request, {}, async (seen) => {
    const session = await readSession()
    if (!session) throw appError('unauthenticated')
    await touchSession(session)
    seen.who = session
    const { signal } = request
    const { requestId } = seen
    const projects = await listOwnProjects({ token: session.ks, signal, requestId })
    return Response.json({ projects }, { headers: { 'cache-control': 'private, no-store' } })
  })
}
