import { listImageTasks } from '@/lib/glance/imports'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud, params }) => ({
  tasks: await listImageTasks(cloud, params.imageId),
}))
