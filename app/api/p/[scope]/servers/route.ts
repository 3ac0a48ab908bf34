import { route } from '@/lib/http/route'
import { listServers } from '@/lib/nova/servers'

export const GET = route({}, async ({ cloud }) => ({ servers: await listServers(cloud) }))
