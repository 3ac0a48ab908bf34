import { getImage } from '@/lib/glance/images'
import { importImage } from '@/lib/glance/imports'
import { route } from '@/lib/http/route'
import { importImageSchema } from '@/lib/schemas/import'

export const POST = route({ body: importImageSchema }, async ({ cloud, params, body }) => {
  await importImage(cloud, params.imageId, body)
  return getImage(cloud, params.imageId)
})
