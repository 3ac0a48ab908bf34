import { createImageFor } from '@/lib/glance/create-image'
import { listImages } from '@/lib/glance/images'
import { route } from '@/lib/http/route'
import { createImageSchema } from '@/lib/schemas/image'
import { imagePageLimit, loadImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'

export const GET = route({}, async ({ cloud, query }) => {
  const params = loadImageListParams(query)
  return listImages(cloud, upstreamQuery(params), {
    limit: imagePageLimit(query.get('limit')),
    marker: query.get('marker') ?? undefined,
  })
})

export const POST = route({ body: createImageSchema }, ({ cloud, body }) =>
  createImageFor(cloud, body),
)
