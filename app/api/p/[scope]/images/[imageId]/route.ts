import { deleteImage, getImage, patchImage } from '@/lib/glance/images'
import { assertUnchanged, valuesOf } from '@/lib/glance/json-patch'
import { route } from '@/lib/http/route'
import { patchOperations } from '@/lib/image-changes'
import { patchImageSchema } from '@/lib/schemas/image'

export const GET = route({}, ({ cloud, params }) => getImage(cloud, params.imageId))

export const PATCH = route({ body: patchImageSchema }, async ({ cloud, params, body, seen }) => {
  seen.after = Object.fromEntries(body.changes.map(({ key, value }) => [key, value]))
  const reading = getImage(cloud, params.imageId)
  // Overwriting asks nothing of what was there; the audit line tells it all the same.
  const image = body.overwrite ? await reading.catch(() => undefined) : await reading
  if (image) seen.before = valuesOf(body.changes, image)
  if (image && !body.overwrite) assertUnchanged(body.changes, image)
  return patchImage(cloud, params.imageId, patchOperations(body.changes))
})

export const DELETE = route({}, async ({ cloud, params, seen }) => {
  // The audit line must tell what is gone; not being able to read it is no reason to keep it.
  seen.before = await getImage(cloud, params.imageId).catch(() => undefined)
  return deleteImage(cloud, params.imageId)
})
