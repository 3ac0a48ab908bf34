import { env } from '@/lib/env'
import { getUsage } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => {
  return { usage: await getUsage(cloud), image_size_cap: env().IMAGE_SIZE_CAP ?? null }
})
