import { deleteNamespace, getNamespace, setNamespace } from '@/lib/glance/metadefs'
import { route } from '@/lib/http/route'
import { namespaceBodySchema } from '@/lib/schemas/metadef-body'

export const GET = route({}, ({ cloud, params, query }) =>
  getNamespace(cloud, params.namespace, query.get('resource_type') ?? undefined),
)

export const PUT = route({ body: namespaceBodySchema }, ({ cloud, params, body }) =>
  setNamespace(cloud, params.namespace, body),
)

export const DELETE = route({}, ({ cloud, params }) => deleteNamespace(cloud, params.namespace))
