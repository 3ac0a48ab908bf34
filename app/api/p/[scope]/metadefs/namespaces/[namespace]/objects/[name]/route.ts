import { removeMetadefPart, setMetadefObject } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'
import { metadefObjectBodySchema } from '@/lib/schemas/metadef-body'

export const PUT = route({ body: metadefObjectBodySchema }, ({ cloud, params, body }) =>
  setMetadefObject(cloud, params.namespace, params.name, body),
)

export const DELETE = route({}, ({ cloud, params }) =>
  removeMetadefPart(cloud, params.namespace, 'objects', params.name),
)
