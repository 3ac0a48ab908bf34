import { z } from 'zod'

/** The resource type whose definitions describe properties of images. */
export const imageResourceType = 'OS::Glance::Image'

/**
 * Types a defined property can have.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/metadef_namespaces.py
 */
export const definitionTypes = [
  'string',
  'integer',
  'number',
  'boolean',
  'array',
  'object',
] as const
export type DefinitionType = (typeof definitionTypes)[number]

const texts = z.array(z.coerce.string()).nullish()

/** What a property may hold, as Glance answers it. */
export const definitionSchema = z.looseObject({
  title: z.string().nullish(),
  type: z.string().nullish(),
  description: z.string().nullish(),
  operators: texts,
  default: z.unknown().optional(),
  readonly: z.boolean().nullish(),
  minimum: z.number().nullish(),
  maximum: z.number().nullish(),
  enum: texts,
  pattern: z.string().nullish(),
  minLength: z.number().nullish(),
  maxLength: z.number().nullish(),
  items: z.looseObject({ type: z.string().nullish(), enum: texts }).nullish(),
  uniqueItems: z.boolean().nullish(),
  minItems: z.number().nullish(),
  maxItems: z.number().nullish(),
})
export type Definition = z.infer<typeof definitionSchema>

const definitionsSchema = z.record(z.string(), definitionSchema)

/** A named group of properties that belong together. */
export const metadefObjectSchema = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  required: texts,
  properties: definitionsSchema.nullish(),
})
export type MetadefObject = z.infer<typeof metadefObjectSchema>

/** What a namespace applies to; `prefix` goes before the names of its properties there. */
export const associationSchema = z.looseObject({
  name: z.string(),
  prefix: z.string().nullish(),
  properties_target: z.string().nullish(),
})
export type Association = z.infer<typeof associationSchema>

export const metadefTagSchema = z.looseObject({ name: z.string() })

/** A namespace as the list has it. */
export const namespaceSchema = z.looseObject({
  namespace: z.string(),
  display_name: z.string().nullish(),
  description: z.string().nullish(),
  visibility: z.string(),
  protected: z.boolean().default(false),
  owner: z.string().nullish(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  resource_type_associations: z.array(associationSchema).nullish(),
})
export type Namespace = z.infer<typeof namespaceSchema>

/** A namespace with all its parts. */
export const namespaceDetailSchema = namespaceSchema.extend({
  properties: definitionsSchema.nullish(),
  objects: z.array(metadefObjectSchema).nullish(),
  tags: z.array(metadefTagSchema).nullish(),
})
export type NamespaceDetail = z.infer<typeof namespaceDetailSchema>

export const namespaceListSchema = z.object({ namespaces: z.array(namespaceSchema) })
export const definedNamespacesSchema = z.object({ namespaces: z.array(namespaceDetailSchema) })

export const resourceTypesSchema = z.object({
  resource_types: z.array(z.looseObject({ name: z.string() })),
})
export type ResourceTypes = z.infer<typeof resourceTypesSchema>
