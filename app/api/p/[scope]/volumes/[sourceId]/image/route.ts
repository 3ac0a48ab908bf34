import { uploadVolume } from '@/lib/cinder/volumes'
import { route } from '@/lib/http/route'
import { volumeImageSchema } from '@/lib/schemas/source'

export const POST = route({ body: volumeImageSchema }, ({ cloud, params, body }) =>
  uploadVolume(cloud, params.sourceId, body),
)
