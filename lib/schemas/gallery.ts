import { z } from 'zod'
import { isSendableUri } from './import-uri'

const webAddress = z.string().max(4096).refine(isSendableUri, 'must be an http or https address')
const algorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const

/** An image that its publisher offers for download, as the gallery's data file describes it. */
export const galleryImageSchema = z.object({
  /** Stable, unique in the file; part of addresses. */
  id: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  name: z.string().min(1).max(255),
  distribution: z.string().min(1).max(100),
  release: z.string().max(100),
  architecture: z.string().min(1).max(50),
  disk_format: z.string().min(1).max(64),
  container_format: z.string().min(1).max(64).default('bare'),
  url: webAddress,
  /** Set when the file must be unpacked first: Glance would store the archive itself. */
  compression: z.enum(['xz', 'gz', 'bz2', 'zst', 'zip']).optional(),
  /** The digest of a file that never changes. */
  checksum: z
    .object({ algorithm: z.enum(algorithms), value: z.string().regex(/^[0-9a-f]{32,128}$/) })
    .optional(),
  /** Where the publisher lists digests. */
  checksums: z.object({ algorithm: z.enum(algorithms), url: webAddress }).optional(),
  /** GiB. */
  min_disk: z.number().int().min(0).optional(),
  /** MiB. */
  min_ram: z.number().int().min(0).optional(),
  properties: z.record(z.string().min(1).max(255), z.string().max(65535)).default({}),
  homepage: webAddress.optional(),
})
export type GalleryImage = z.infer<typeof galleryImageSchema>

export const gallerySchema = z.object({
  images: z
    .array(galleryImageSchema)
    .max(1000)
    .refine((images) => new Set(images.map(({ id }) => id)).size === images.length, {
      error: 'two images have the same id',
    }),
})
export type Gallery = z.infer<typeof gallerySchema>
