import { countPendingOffers } from '@/lib/glance/offers'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => countPendingOffers(cloud))
