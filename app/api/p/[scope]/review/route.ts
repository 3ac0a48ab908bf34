import { scanReview } from '@/lib/glance/review/scan'
import { sharedScans } from '@/lib/glance/review/shared-scan'
import { ndjson } from '@/lib/http/ndjson'
import { route } from '@/lib/http/route'
import { readProjectNames } from '@/lib/keystone/project-names'
import { loadReviewParams, type ReviewSnapshot, serializeReviewParams } from '@/lib/schemas/review'

const scans = sharedScans<ReviewSnapshot>()

/**
 * Streams the review desk's figures. `refresh=1` makes them anew; otherwise a result of the last ten
 * minutes is good, which says itself when it was made.
 */
export const GET = route({}, async ({ cloud, query }) => {
  const params = loadReviewParams(query)
  // What may be seen follows from project and roles; the person is in it for clouds with own rules.
  const who = [cloud.imageUrl, cloud.projectId, cloud.userId, ...[...cloud.roles].sort()]
  const key = [...who, serializeReviewParams('', params)].join(' ')
  return ndjson(
    scans.read(key, query.get('refresh') === '1', (signal) => {
      const own = { ...cloud, signal }
      return scanReview(own, params, (ids) => readProjectNames(own, ids))
    }),
  )
})
