import { appError } from '@/lib/errors'
import { queueRows } from '@/lib/glance/review/queue-rows'
import { ndjson } from '@/lib/http/ndjson'
import { route } from '@/lib/http/route'
import { readProjectNames } from '@/lib/keystone/project-names'
import { isReviewList, loadReviewListParams } from '@/lib/schemas/review'

/** Streams the images of one queue of the review desk. */
export const GET = route({}, async ({ cloud, params: { list }, query }) => {
  if (!isReviewList(list)) throw appError('not_found')
  const names = (ids: readonly string[]) => readProjectNames(cloud, ids)
  return ndjson(queueRows(cloud, list, loadReviewListParams(query), names))
})
