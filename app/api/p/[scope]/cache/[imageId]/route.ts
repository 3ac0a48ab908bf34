import { addToCache, removeFromCache } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'

export const PUT = route({}, ({ cloud, params }) => addToCache(cloud, params.imageId))

export const DELETE = route({}, ({ cloud, params }) => removeFromCache(cloud, params.imageId))
