import { getTask } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'

export const GET = route({}, ({ cloud, params }) => getTask(cloud, params.taskId))
