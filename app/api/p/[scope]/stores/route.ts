import { listStores } from '@/lib/glance/info'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({ stores: await listStores(cloud) }))
