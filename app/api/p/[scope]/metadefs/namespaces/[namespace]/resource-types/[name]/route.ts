import { removeMetadefPart } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'

export const DELETE = route({}, ({ cloud, params }) =>
  removeMetadefPart(cloud, params.namespace, 'resource_types', params.name),
)
