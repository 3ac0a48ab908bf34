import { addMember, listMembers } from '@/lib/glance/members'
import { route } from '@/lib/http/route'
import { addMemberSchema } from '@/lib/schemas/member'

export const GET = route({}, async ({ cloud, params }) => ({
  members: await listMembers(cloud, params.imageId),
}))

export const POST = route({ body: addMemberSchema }, ({ cloud, params, body }) =>
  addMember(cloud, params.imageId, body.member),
)
