import 'server-only'
import { z } from 'zod'
import { env } from '@/lib/env'
import { type AppError, appError } from '@/lib/errors'
import { uploadResult } from '@/lib/schemas/upload'

/** How an upload ended. Kept until it is dismissed or swept, so that a person can still read it. */
const endSchema = z.object({
  state: z.enum(['active', 'mismatch', 'failed']),
  ...uploadResult,
})
export type UploadEnd = z.infer<typeof endSchema>

/** What of an upload survives this process, beside its bytes. */
export const uploadRecordSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  imageId: z.string(),
  /** Record that `imageId` took the place of. */
  replaces: z.string().optional(),
  size: z.number().int().positive(),
  filename: z.string(),
  fileDate: z.string().nullable(),
  fingerprint: z.string().nullable(),
  /** Store that the data is for; else the cloud's default one. */
  store: z.string().optional(),
  /** SHA-512 that the client made of its file. */
  clientSha512: z.string().nullable(),
  userId: z.string(),
  projectId: z.string(),
  imageUrl: z.string(),
  /** Project token, sealed; nothing once the upload ended. */
  sealedToken: z.string().nullable(),
  tokenExpiresAt: z.string(),
  survivesBreak: z.boolean(),
  /** What the first bytes in the spool hashed to when they came in, so that damage is noticed. */
  vouched: z.object({ bytes: z.number().int().positive(), sha512: z.string() }).optional(),
  /** PUTs that were begun. */
  sends: z.number().int().nonnegative(),
  createdAt: z.string(),
  /** Last sign of life: a chunk, or an attempt that got somewhere. */
  touchedAt: z.string(),
  end: endSchema.nullable(),
})
export type UploadRecord = z.infer<typeof uploadRecordSchema>

/** The end of an upload that will not go on by itself. */
export function failedEnd(error: NonNullable<UploadEnd['error']>): UploadEnd {
  return { state: 'failed', proof: 'none', sha512: null, imageHash: null, error }
}

/** What a request about an upload that failed is answered. */
export function endError(end: UploadEnd): AppError {
  return appError(end.error?.code ?? 'internal', {
    ...(end.error?.detail ? { detail: end.error.detail } : {}),
    ...(end.error?.requestId ? { requestId: end.error.requestId } : {}),
  })
}

/** True when it ended well or badly for good; a failed one can be tried again. */
export const isDone = ({ end }: UploadRecord): boolean => end !== null && end.state !== 'failed'

/** When it is swept if nothing moves until then, in ms since 1970. */
export const expiresAt = ({ touchedAt }: UploadRecord): number =>
  Date.parse(touchedAt) + env().UPLOAD_KEEP_SECONDS * 1000

/** Reads a record; nothing when it is torn or of another version. */
export function parseRecord(text: string | undefined): UploadRecord | undefined {
  if (text === undefined) return undefined
  try {
    return uploadRecordSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
