import { getUsage } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({ usage: await getUsage(cloud) }))
