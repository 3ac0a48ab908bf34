import { route } from '@/lib/http/route'
import { readProjectNames } from '@/lib/keystone/project-names'

const mostAsked = 200

/** Names of up to 200 projects, `?id=…&id=…`, as far as Keystone tells them to this person. */
export const GET = route({}, async ({ cloud, query }) => {
  const ids = [...new Set(query.getAll('id'))].filter(Boolean).slice(0, mostAsked)
  return { names: Object.fromEntries(await readProjectNames(cloud, ids)) }
})
