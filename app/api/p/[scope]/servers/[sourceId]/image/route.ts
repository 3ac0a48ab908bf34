import { route } from '@/lib/http/route'
import { createServerImage } from '@/lib/nova/servers'
import { serverImageSchema } from '@/lib/schemas/source'

export const POST = route({ body: serverImageSchema }, ({ cloud, params, body }) =>
  createServerImage(cloud, params.sourceId, body),
)
