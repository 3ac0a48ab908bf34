import { listResourceTypes } from '@/lib/glance/metadefs'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({
  resource_types: (await listResourceTypes(cloud)).map((name) => ({ name })),
}))
