import { addMetadefProperty } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'
import { metadefPropertyBodySchema } from '@/lib/schemas/metadef-body'

export const POST = route({ body: metadefPropertyBodySchema }, ({ cloud, params, body }) =>
  addMetadefProperty(cloud, params.namespace, body),
)
