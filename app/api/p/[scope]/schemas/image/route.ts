import { getImageFormats } from '@/lib/glance/info'
import { route } from '@/lib/http/route'

export const GET = route({}, ({ cloud }) => getImageFormats(cloud))
