import { createNamespace, listNamespaces } from '@/lib/glance/metadefs'
import { route } from '@/lib/http/route'
import { namespaceFileSchema } from '@/lib/schemas/metadef-body'

export const GET = route({}, async ({ cloud, query }) => ({
  namespaces: await listNamespaces(cloud, query.get('resource_type') ?? undefined),
}))

export const POST = route({ body: namespaceFileSchema }, ({ cloud, body }) =>
  createNamespace(cloud, body),
)
