import { z } from 'zod'
import { errorCodes } from '@/lib/errors'
import { uploadProofs, uploadStates } from '@/lib/upload/protocol'

const sha512Schema = z
  .string()
  .regex(/^[0-9a-f]{128}$/, 'must be a SHA-512 in 128 lower-case hexadecimal digits')

// It becomes a header, so only what may stand in one; store ids are names of configuration sections.
const storeIdSchema = z.string().regex(/^[\w.:-]{1,255}$/, 'must be the id of a store')

/**
 * `Upload-Metadata` of the creation request (keys and base64 values, as tus writes them).
 * The Glance record exists already and is `queued`.
 */
export const uploadMetadataSchema = z.object({
  /** Id of the queued image that the bytes are for. */
  imageId: z.uuid(),
  filename: z.string().max(1024).default(''),
  /** `File.lastModified`: milliseconds since 1970, as decimal digits. */
  fileDate: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional(),
  /** Hash of the file's ends, by which a file that is picked again is recognised. */
  fingerprint: z.string().max(256).optional(),
  /** Store of the cloud that shall hold the data. */
  store: storeIdSchema.optional(),
  /** SHA-512 of the whole file when the client knows it already; else it can follow by PUT. */
  sha512: sha512Schema.optional(),
})
export type UploadMetadata = z.infer<typeof uploadMetadataSchema>

/** What came of an upload, as it is told and as it is kept. */
export const uploadResult = {
  proof: z.enum(uploadProofs),
  /** SHA-512 of the bytes we received, once known. */
  sha512: z.string().nullable(),
  /** Glance's own digest, once the image is active. */
  imageHash: z.object({ algorithm: z.string(), value: z.string() }).nullable(),
  error: z
    .object({
      code: z.enum(errorCodes),
      detail: z.string().nullable(),
      requestId: z.string().nullable(),
    })
    .nullable(),
}

/** One upload as GET answers it. Sizes in bytes, times in ISO 8601. */
export const uploadStatusSchema = z.object({
  id: z.string(),
  imageId: z.string(),
  /**
   * Record that `imageId` took the place of: a Glance that is killed leaves an image `saving` for
   * ever, and the upload then goes on into a new record with the same name, formats and properties.
   */
  replaces: z.string().optional(),
  filename: z.string(),
  size: z.number().int().nonnegative(),
  fileDate: z.string().nullable(),
  fingerprint: z.string().nullable(),
  state: z.enum(uploadStates),
  /** Bytes that are safe with us: the offset of the next PATCH. */
  received: z.number().int().nonnegative(),
  /** Bytes handed to Glance by the present PUT; falls back to 0 when that breaks. */
  forwarded: z.number().int().nonnegative(),
  /** False: no copy is kept here, so after a break the client must send from byte 0 again. */
  survivesBreak: z.boolean(),
  /** How often a PUT to Glance was begun. */
  sends: z.number().int().nonnegative(),
  nextTryAt: z.string().nullable(),
  ...uploadResult,
  createdAt: z.string(),
  /** When the upload and its spool are swept if nothing moves until then. */
  expiresAt: z.string(),
})
export type UploadStatus = z.infer<typeof uploadStatusSchema>

/** GET of the collection: the caller's own uploads in this project, oldest first. */
export const uploadListSchema = z.object({
  uploads: z.array(uploadStatusSchema),
  /** Largest file that the spool can still take; null when there is no spool. */
  spoolFree: z.number().int().nonnegative().nullable(),
  keepSeconds: z.number().int().positive(),
})
export type UploadList = z.infer<typeof uploadListSchema>

/** Body of PUT on one upload: the client's digest that came later, or another try after `failed`. */
export const uploadUpdateSchema = z
  .object({ sha512: sha512Schema.optional(), retry: z.literal(true).optional() })
  .refine((update) => update.sha512 !== undefined || update.retry, 'nothing to do')
export type UploadUpdate = z.infer<typeof uploadUpdateSchema>

/**
 * DELETE on one upload ends it (tus termination). `?image=delete` also deletes the image record,
 * `?image=keep` (the default) leaves it: still `queued` when it had no data yet.
 */
export const endUploadSchema = z.object({ image: z.enum(['keep', 'delete']).default('keep') })
export type EndUpload = z.infer<typeof endUploadSchema>
