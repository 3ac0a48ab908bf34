import { getImage, setImageActive } from '@/lib/glance/images'
import { route } from '@/lib/http/route'

export const POST = route({}, async ({ cloud, params }) => {
  await setImageActive(cloud, params.imageId, 'reactivate')
  return getImage(cloud, params.imageId)
})
