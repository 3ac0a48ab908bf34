import { listTasks } from '@/lib/glance/operations'
import { route } from '@/lib/http/route'
import { taskStatuses } from '@/lib/schemas/operations'

export const GET = route({}, ({ cloud, query }) =>
  listTasks(cloud, {
    status: taskStatuses.find((known) => known === query.get('status')),
    marker: query.get('marker') ?? undefined,
  }),
)
