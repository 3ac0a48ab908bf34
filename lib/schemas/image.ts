import { z } from 'zod'
import { visibilities } from './image-states'

export const visibilitySchema = z.enum(visibilities)
export type Visibility = z.infer<typeof visibilitySchema>

/**
 * An image as Glance answers it, in Glance's own field names. Any further key is a custom property
 * with a string value, so the object is loose. Statuses and formats a newer Glance may add pass as
 * strings: refusing a whole list for one unknown word would hide everything else.
 */
export const imageSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullable().default(null),
  status: z.string(),
  visibility: z.string(),
  protected: z.boolean().default(false),
  os_hidden: z.boolean().default(false),
  owner: z.string().nullable().default(null),
  disk_format: z.string().nullable().default(null),
  container_format: z.string().nullable().default(null),
  size: z.number().nullable().default(null),
  virtual_size: z.number().nullable().default(null),
  min_disk: z.number().default(0),
  min_ram: z.number().default(0),
  checksum: z.string().nullable().default(null),
  os_hash_algo: z.string().nullable().default(null),
  os_hash_value: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  created_at: z.string(),
  updated_at: z.string(),
  stores: z.string().optional(),
})
export type Image = z.infer<typeof imageSchema>

/** Keys Glance owns; every other key of an image is a custom property. */
const baseKeys = new Set([
  ...Object.keys(imageSchema.shape),
  'self',
  'file',
  'schema',
  'direct_url',
  'locations',
  'metadata',
  'deleted',
  'deleted_at',
])

/** Custom properties of an image, sorted by key, without Glance's own `os_glance_*` ones. */
export function customProperties(image: Image): Array<[key: string, value: string]> {
  return Object.entries(image)
    .filter(
      ([key, value]) =>
        !baseKeys.has(key) && !key.startsWith('os_glance_') && typeof value === 'string',
    )
    .map(([key, value]): [string, string] => [key, String(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

const locationSchema = z.object({
  url: z.string(),
  metadata: z.looseObject({ store: z.string().optional() }).optional(),
})

/** Where the data lies, on clouds that show it (`show_multiple_locations`, `show_image_direct_url`). */
export function locationsOf(image: Image): Array<{ url: string; store: string | undefined }> {
  const parsed = z.array(locationSchema).safeParse(image.locations)
  if (parsed.success && parsed.data.length > 0)
    return parsed.data.map(({ url, metadata }) => ({ url, store: metadata?.store }))
  return typeof image.direct_url === 'string' ? [{ url: image.direct_url, store: undefined }] : []
}

/** The columns of the list: what one row needs and nothing else. */
export const imageRowSchema = z.object({
  ...imageSchema.pick({
    id: true,
    name: true,
    status: true,
    visibility: true,
    protected: true,
    os_hidden: true,
    owner: true,
    disk_format: true,
    container_format: true,
    size: true,
    min_disk: true,
    min_ram: true,
    tags: true,
    created_at: true,
    updated_at: true,
    stores: true,
  }).shape,
  os_glance_import_task: z.string().optional(),
})
export type ImageRow = z.infer<typeof imageRowSchema>

export const createImageFields = z.object({
  id: z.uuid().optional(),
  name: z.string().max(255).optional(),
  disk_format: z.string().max(64).optional(),
  container_format: z.string().max(64).optional(),
  visibility: visibilitySchema.optional(),
  protected: z.boolean().optional(),
  os_hidden: z.boolean().optional(),
  min_disk: z.number().int().min(0).max(2147483647).optional(),
  min_ram: z.number().int().min(0).max(2147483647).optional(),
  owner: z.string().max(255).optional(),
  tags: z.array(z.string().min(1).max(255)).max(128).optional(),
  /** A list is ours: projects to offer the image to. A string is a custom property of that name. */
  members: z.union([z.array(z.string().min(1).max(255)).max(128), z.string()]).optional(),
})

/** Body of "create an image record": base fields, and any custom property as a string. */
export type CreateImage = z.infer<typeof createImageFields> & { [property: string]: unknown }

/** Strings only for custom properties: Glance refuses others. */
export const createImageSchema: z.ZodType<CreateImage> = createImageFields.catchall(
  z.string().max(65535),
)

/**
 * One change of an image. `value: null` removes a custom property (or empties `name`).
 * `base` is what the person saw (`undefined` when the property did not exist): when Glance holds
 * something else by now, the change is refused as a conflict instead of overwriting it.
 */
export const imageChangeSchema = z.object({
  key: z.string().min(1).max(255),
  value: z.union([
    z.string().max(65535),
    z.number(),
    z.boolean(),
    z.array(z.string().max(255)).max(128),
    z.null(),
  ]),
  base: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]).optional(),
})
export type ImageChange = z.infer<typeof imageChangeSchema>

export const patchImageSchema = z.object({
  changes: z.array(imageChangeSchema).min(1).max(300),
  /**
   * Makes the changes whatever the image holds by now: `base` is not looked at and the image is not
   * read first. For actions that mean the same on any image, such as one on many at once.
   */
  overwrite: z.boolean().optional(),
})
export type PatchImage = z.infer<typeof patchImageSchema>
