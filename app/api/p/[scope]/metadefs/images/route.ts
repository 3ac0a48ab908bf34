import { listImageDefinitions } from '@/lib/glance/metadefs'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({
  namespaces: await listImageDefinitions(cloud),
}))
