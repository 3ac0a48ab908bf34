import { readSession } from '@/lib/auth/session'
import { appError } from '@/lib/errors'
import { problemResponse } from '@/lib/http/problem'
import { listOwnProjects } from '@/lib/keystone/projects'

/** The projects that the signed-in user may enter. */
export async function GET(request: Request): Promise<Response> {
  try {
    const session = await readSession()
    if (!session) throw appError('unauthenticated')
    const projects = await listOwnProjects({ token: session.ks, signal: request.signal })
    return Response.json({ projects }, { headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    return problemResponse(error)
  }
}
