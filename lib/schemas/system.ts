import { z } from 'zod'
import { uploadStates } from '@/lib/upload/protocol'

/** One thing that the dashboard depends on. */
export const checkSchema = z.object({
  state: z.enum(['ok', 'failed', 'unknown', 'off']),
  /** Why it is not plainly `ok`; English, for operators. */
  reason: z.string().optional(),
  /** Time of the answer in ms. */
  ms: z.number().optional(),
})
export type Check = z.infer<typeof checkSchema>

export const readinessSchema = z.object({
  status: z.enum(['ready', 'not_ready', 'draining']),
  checks: z.object({
    identity: checkSchema,
    image: checkSchema,
    spool: checkSchema,
    redis: checkSchema,
  }),
})
export type Readiness = z.infer<typeof readinessSchema>

/** What the page for administrators shows of this process. */
export const systemSchema = z.object({
  readiness: readinessSchema,
  upstreams: z.array(
    z.object({
      service: z.enum(['identity', 'image']),
      host: z.string(),
      failures: z.number(),
      /** ISO time until which calls are held back. */
      restsUntil: z.string().nullable(),
      answeredAt: z.string().nullable(),
    }),
  ),
  uploads: z.array(
    z.object({
      id: z.string(),
      imageId: z.string(),
      projectId: z.string(),
      userId: z.string(),
      state: z.enum(uploadStates),
      size: z.number(),
      received: z.number(),
      forwarded: z.number(),
      createdAt: z.string(),
    }),
  ),
  process: z.object({
    versions: z.object({ vitrine: z.string(), next: z.string(), node: z.string() }),
    startedAt: z.string(),
    memoryBytes: z.number(),
    sessions: z.number(),
  }),
  /** Settings by name, secrets as `set`. */
  settings: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
})
export type System = z.infer<typeof systemSchema>
