import { removeMetadefPart, setMetadefProperty } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'
import { metadefPropertyBodySchema } from '@/lib/schemas/metadef-body'

export const PUT = route({ body: metadefPropertyBodySchema }, ({ cloud, params, body }) =>
  setMetadefProperty(cloud, params.namespace, params.name, body),
)

export const DELETE = route({}, ({ cloud, params }) =>
  removeMetadefPart(cloud, params.namespace, 'properties', params.name),
)
