import { listVolumes } from '@/lib/cinder/volumes'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({ volumes: await listVolumes(cloud) }))
