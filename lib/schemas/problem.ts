import { z } from 'zod'
import { errorCodes } from '@/lib/errors'

/** An error on the wire between our routes and the browser. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(errorCodes),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  extra: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})
export type Problem = z.infer<typeof problemSchema>
