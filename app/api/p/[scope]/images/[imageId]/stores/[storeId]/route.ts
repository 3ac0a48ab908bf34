import { getImage } from '@/lib/glance/images'
import { deleteFromStore } from '@/lib/glance/imports'
import { route } from '@/lib/http/route'

export const DELETE = route({}, async ({ cloud, params }) => {
  await deleteFromStore(cloud, params.imageId, params.storeId)
  return getImage(cloud, params.imageId)
})
