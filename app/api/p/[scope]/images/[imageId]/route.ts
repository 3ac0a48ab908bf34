import { deleteImage, getImage, patchImage } from '@/lib/glance/images'
import { assertUnchanged, patchOperations } from '@/lib/glance/json-patch'
import { route } from '@/lib/http/route'
import { patchImageSchema } from '@/lib/schemas/image'

export const GET = route({}, ({ cloud, params }) => getImage(cloud, params.imageId))

export const PATCH = route({ body: patchImageSchema }, async ({ cloud, params, body }) => {
  assertUnchanged(body.changes, await getImage(cloud, params.imageId))
  return patchImage(cloud, params.imageId, patchOperations(body.changes))
})

export const DELETE = route({}, ({ cloud, params }) => deleteImage(cloud, params.imageId))
