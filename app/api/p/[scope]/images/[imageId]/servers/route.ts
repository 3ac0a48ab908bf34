import { route } from '@/lib/http/route'
import { listServersOf } from '@/lib/nova/servers'

export const GET = route({}, async ({ cloud, params }) => ({
  servers: await listServersOf(cloud, params.imageId),
}))
