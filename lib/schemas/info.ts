import { z } from 'zod'

/** A place for image data. Glance writes its booleans as strings here. */
export const storeSchema = z.looseObject({
  id: z.string(),
  description: z.string().nullable().optional(),
  default: z.string().optional(),
  'read-only': z.string().optional(),
})
export type Store = z.infer<typeof storeSchema>

export const storesSchema = z.object({ stores: z.array(storeSchema) })

const enumSchema = z.looseObject({ enum: z.array(z.string().nullable()).optional() })

/** The part of Glance's image schema that says which formats the cloud takes. */
export const imageJsonSchema = z.looseObject({
  properties: z.looseObject({
    disk_format: enumSchema.optional(),
    container_format: enumSchema.optional(),
  }),
})

export const imageFormatsSchema = z.object({
  disk_format: z.array(z.string()),
  container_format: z.array(z.string()),
})
export type ImageFormats = z.infer<typeof imageFormatsSchema>

/** Picks the format names out of Glance's image schema. */
export function imageFormatsOf(schema: z.infer<typeof imageJsonSchema>): ImageFormats {
  const names = (list: Array<string | null> | undefined) =>
    (list ?? []).filter((name) => name !== null)
  return {
    disk_format: names(schema.properties.disk_format?.enum),
    container_format: names(schema.properties.container_format?.enum),
  }
}
