import { removeMember, setMemberStatus } from '@/lib/glance/members'
import { route } from '@/lib/http/route'
import { setMemberStatusSchema } from '@/lib/schemas/member'

export const PUT = route({ body: setMemberStatusSchema }, ({ cloud, params, body }) =>
  setMemberStatus(cloud, params.imageId, params.memberId, body.status),
)

export const DELETE = route({}, ({ cloud, params }) =>
  removeMember(cloud, params.imageId, params.memberId),
)
