import { addTag, removeTag } from '@/lib/glance/tags'
import { route } from '@/lib/http/route'

export const PUT = route({}, ({ cloud, params }) => addTag(cloud, params.imageId, params.tag))

export const DELETE = route({}, ({ cloud, params }) => removeTag(cloud, params.imageId, params.tag))
