import { listStoreDetails } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({ stores: await listStoreDetails(cloud) }))
