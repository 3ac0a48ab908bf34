import { problemOf, problemResponse } from '@/lib/http/problem'
import { holderOf } from '@/lib/upload/server/elsewhere'
import { forward, isForwarded } from '@/lib/upload/server/forward'

/**
 * Sends a request for an upload on to the copy that works on it. That one asks who the caller is, answers,
 * and writes the audit line; nothing comes back when the upload is ours or nobody's.
 */
export async function toItsCopy(request: Request, id = ''): Promise<Response | undefined> {
  try {
    const holder = id === '' || isForwarded(request) ? undefined : await holderOf(id)
    return holder === undefined ? undefined : await forward(request, holder)
  } catch (error) {
    return problemResponse(problemOf(error))
  }
}
