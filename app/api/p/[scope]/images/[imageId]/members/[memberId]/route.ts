import { removeMember, setMemberStatus } from '@/lib/glance/members'
import { forgetPendingOffers } from '@/lib/glance/offers'
import { route } from '@/lib/http/route'
import { setMemberStatusSchema } from '@/lib/schemas/member'

export const PUT = route({ body: setMemberStatusSchema }, async ({ cloud, params, body }) => {
  const member = await setMemberStatus(cloud, params.imageId, params.memberId, body.status)
  forgetPendingOffers(cloud)
  return member
})

export const DELETE = route({}, ({ cloud, params }) =>
  removeMember(cloud, params.imageId, params.memberId),
)
