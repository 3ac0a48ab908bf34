import 'server-only'
import { z } from 'zod'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import { type Member, type MemberStatus, memberSchema } from '@/lib/schemas/member'

const membersUrl = (cloud: Cloud, imageId: string) =>
  `${cloud.imageUrl}/v2/images/${encodeURIComponent(imageId)}/members`
const memberUrl = (cloud: Cloud, imageId: string, memberId: string) =>
  `${membersUrl(cloud, imageId)}/${encodeURIComponent(memberId)}`

/**
 * The members an image is shared with; a member sees only its own row.
 * Errors: `forbidden` when the image is not `shared`, `not_found`.
 */
export async function listMembers(cloud: Cloud, imageId: string): Promise<Member[]> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: membersUrl(cloud, imageId),
    schema: z.object({ members: z.array(memberSchema) }),
  })
  return data.members
}

/**
 * Offers an image to a project; its status is `pending` until the project answers. Glance does not
 * check that the project exists. Errors: `forbidden`, `conflict` (already a member), `too_large`.
 */
export async function addMember(cloud: Cloud, imageId: string, member: string): Promise<Member> {
  const url = membersUrl(cloud, imageId)
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'POST',
    url,
    body: { member },
    schema: memberSchema,
  })
  return data
}

/** Answers an offer. Only the member project may; the owner gets `forbidden`. */
export async function setMemberStatus(
  cloud: Cloud,
  imageId: string,
  memberId: string,
  status: MemberStatus,
): Promise<Member> {
  const url = memberUrl(cloud, imageId, memberId)
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'PUT',
    url,
    body: { status },
    schema: memberSchema,
  })
  return data
}

/** Takes a share back. Errors: `forbidden`, `not_found`. */
export async function removeMember(cloud: Cloud, imageId: string, memberId: string): Promise<void> {
  await requestEmpty({
    ...callOf(cloud),
    method: 'DELETE',
    url: memberUrl(cloud, imageId, memberId),
  })
}
