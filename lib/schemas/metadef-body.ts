import { z } from 'zod'
import { definitionTypes } from './metadef'

// What a browser, a script or a file may send. Unknown keys are refused: Glance would drop them
// without a word, or break. Limits: the schemas in glance/api/v2/metadef_*.py at 25.1.0.

const name = z.string().trim().min(1).max(80)
const size = z.number().int().min(0)
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** What a property may hold. Glance keeps defaults and choices as text, so they become text here. */
export const definitionBodySchema = z.strictObject({
  name: name.optional(),
  title: z.string().trim().min(1),
  type: z.enum(definitionTypes),
  description: z.string().optional(),
  operators: z.array(z.string()).optional(),
  default: scalar.optional(),
  readonly: z.boolean().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(scalar).optional(),
  pattern: z.string().optional(),
  minLength: size.optional(),
  maxLength: size.optional(),
  items: z
    .strictObject({ type: z.enum(definitionTypes), enum: z.array(scalar).optional() })
    .optional(),
  uniqueItems: z.boolean().optional(),
  minItems: size.optional(),
  maxItems: size.optional(),
  additionalItems: z.boolean().optional(),
})
export type DefinitionBody = z.infer<typeof definitionBodySchema>

/** A property of its own, outside of any object. */
export const metadefPropertyBodySchema = definitionBodySchema.extend({ name })
export type MetadefPropertyBody = z.infer<typeof metadefPropertyBodySchema>

export const metadefObjectBodySchema = z.strictObject({
  name,
  description: z.string().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string().min(1).max(80), definitionBodySchema).optional(),
})
export type MetadefObjectBody = z.infer<typeof metadefObjectBodySchema>

export const associationBodySchema = z.strictObject({
  name,
  prefix: z.string().trim().max(80).optional(),
  properties_target: z.string().trim().max(80).optional(),
})
export type AssociationBody = z.infer<typeof associationBodySchema>

export const namespaceVisibilities = ['public', 'private'] as const

/** The namespace itself. A write replaces it: what is left out gets Glance's default. */
export const namespaceBodySchema = z.strictObject({
  namespace: name,
  display_name: z.string().trim().max(80).optional(),
  description: z.string().trim().max(500).optional(),
  visibility: z.enum(namespaceVisibilities).default('private'),
  protected: z.boolean().default(false),
  owner: z.string().max(255).optional(),
})
export type NamespaceBody = z.infer<typeof namespaceBodySchema>

/** A namespace with all its parts: the form of the files that come with Glance. */
export const namespaceFileSchema = namespaceBodySchema.extend({
  resource_type_associations: z.array(associationBodySchema).optional(),
  properties: z.record(z.string().min(1).max(80), definitionBodySchema).optional(),
  objects: z.array(metadefObjectBodySchema).optional(),
  tags: z.array(z.strictObject({ name })).optional(),
})
export type NamespaceFile = z.infer<typeof namespaceFileSchema>
