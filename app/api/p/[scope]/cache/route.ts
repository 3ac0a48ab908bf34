import { z } from 'zod'
import { appError } from '@/lib/errors'
import { clearCache, readCache } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'
import { cacheTargets } from '@/lib/schemas/operations'

export const GET = route({}, ({ cloud }) => readCache(cloud))

/** Empties what `?target=cache` or `?target=queue` names. */
export const DELETE = route({}, async ({ cloud, query }) => {
  const target = z.enum(cacheTargets).safeParse(query.get('target'))
  if (!target.success) throw appError('invalid', { detail: 'target is cache or queue.' })
  await clearCache(cloud, target.data)
})
