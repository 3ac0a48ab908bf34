import { addAssociation } from '@/lib/glance/metadef-parts'
import { route } from '@/lib/http/route'
import { associationBodySchema } from '@/lib/schemas/metadef-body'

export const POST = route({ body: associationBodySchema }, ({ cloud, params, body }) =>
  addAssociation(cloud, params.namespace, body),
)
