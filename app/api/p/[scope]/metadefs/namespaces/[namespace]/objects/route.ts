import { addMetadefObject } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'
import { metadefObjectBodySchema } from '@/lib/schemas/metadef-body'

export const POST = route({ body: metadefObjectBodySchema }, ({ cloud, params, body }) =>
  addMetadefObject(cloud, params.namespace, body),
)
