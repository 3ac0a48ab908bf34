import { scanImages } from '@/lib/glance/scan'
import { ndjson } from '@/lib/http/ndjson'
import { route } from '@/lib/http/route'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'

/** Streams the images whose name holds `q`, with progress, over the whole catalogue. */
export const GET = route({}, async ({ cloud, query }) => {
  const params = loadImageListParams(query)
  return ndjson(scanImages(cloud, upstreamQuery(params), params.q ?? ''))
})
