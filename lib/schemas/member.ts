import { z } from 'zod'

export const memberStatuses = ['pending', 'accepted', 'rejected'] as const
export const memberStatusSchema = z.enum(memberStatuses)
export type MemberStatus = z.infer<typeof memberStatusSchema>

/** A project that an image is shared with, as Glance answers it. */
export const memberSchema = z.object({
  image_id: z.string(),
  member_id: z.string(),
  status: memberStatusSchema,
  created_at: z.string(),
  updated_at: z.string(),
})
export type Member = z.infer<typeof memberSchema>

export const memberListSchema = z.object({ members: z.array(memberSchema) })

export const addMemberSchema = z.object({ member: z.string().trim().min(1).max(255) })
export const setMemberStatusSchema = z.object({ status: memberStatusSchema })
