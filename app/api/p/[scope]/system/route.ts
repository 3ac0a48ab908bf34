import { appError } from '@/lib/errors'
import { route } from '@/lib/http/route'
import { systemState } from '@/lib/operations/system'

/** State of this process, for administrators. No upstream decides this one: the token's roles do. */
export const GET = route({}, ({ cloud }) => {
  if (!cloud.roles.includes('admin')) throw appError('forbidden')
  return systemState()
})
