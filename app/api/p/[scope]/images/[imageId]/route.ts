import { deleteImage, getImage, patchImage } from '@/lib/glance/images'
import { assertUnchanged } from '@/lib/glance/json-patch'
import { route } from '@/lib/http/route'
import { patchOperations } from '@/lib/image-changes'
import { patchImageSchema } from '@/lib/schemas/image'

export const GET = route({}, ({ cloud, params }) => getImage(cloud, params.imageId))

export const PATCH = route({ body: patchImageSchema }, async ({ cloud, params, body }) => {
  assertUnchanged(body.changes, await getImage(cloud, params.imageId))
  return patchImage(cloud, params.imageId, patchOperations(body.changes))
})

export const DELETE = route({}, ({ cloud, params }) => deleteImage(cloud, params.imageId))
