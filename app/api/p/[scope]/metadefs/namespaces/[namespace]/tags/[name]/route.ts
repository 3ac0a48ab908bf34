import { addMetadefTag, removeMetadefPart } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'

export const PUT = route({}, ({ cloud, params }) =>
  addMetadefTag(cloud, params.namespace, params.name),
)

export const DELETE = route({}, ({ cloud, params }) =>
  removeMetadefPart(cloud, params.namespace, 'tags', params.name),
)
