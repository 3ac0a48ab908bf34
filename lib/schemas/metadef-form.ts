import { z } from 'zod'
import { type Definition, definitionTypes } from './metadef'
import type { DefinitionBody } from './metadef-body'
import { definitionBodyOf } from './metadef-file'
import { defaultValueOf, valueFault } from './metadef-value'

// Bounds are whole numbers: Glance cuts off what comes behind the point.
const bound = z.number().int().optional()
const size = z.number().int().min(0).optional()

/** The form of a described property as the screen holds it: every field, whatever the type needs. */
export const definitionFormSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    title: z.string().trim().min(1),
    description: z.string().trim(),
    type: z.enum(definitionTypes),
    default: z.string(),
    choices: z.array(z.string().trim()),
    minimum: bound,
    maximum: bound,
    minLength: size,
    maxLength: size,
    minItems: size,
    maxItems: size,
    pattern: z.string(),
    uniqueItems: z.boolean(),
    readonly: z.boolean(),
    /** Of an object only: whether the property must be there. */
    required: z.boolean(),
  })
  .superRefine((form, context) => {
    const complain = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    const body = definitionOfForm(form)
    if (!isOrdered(body.minimum, body.maximum)) complain('maximum', 'metadefs.form.bounds')
    if (!isOrdered(body.minLength, body.maxLength)) complain('maxLength', 'metadefs.form.bounds')
    if (!isOrdered(body.minItems, body.maxItems)) complain('maxItems', 'metadefs.form.bounds')
    if (body.pattern && !isPattern(body.pattern)) complain('pattern', 'metadefs.form.badPattern')
    if (body.default !== undefined && valueFault(body, body.default))
      complain('default', 'metadefs.form.badDefault')
  })
export type DefinitionForm = z.infer<typeof definitionFormSchema>

const isOrdered = (least: number | undefined, most: number | undefined) =>
  least === undefined || most === undefined || least <= most

function isPattern(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern))
  } catch {
    return false
  }
}

/** The form of a property there is, or of a new one. */
export function definitionFormOf(
  name = '',
  definition: Definition = { type: 'string' },
  required = false,
): DefinitionForm {
  const type = definitionTypes.find((known) => known === definition.type) ?? 'string'
  const choices = type === 'array' ? definition.items?.enum : definition.enum
  return {
    name,
    title: definition.title ?? '',
    description: definition.description ?? '',
    type,
    default: defaultValueOf(definition),
    choices: choices ?? [],
    minimum: definition.minimum ?? undefined,
    maximum: definition.maximum ?? undefined,
    minLength: definition.minLength ?? undefined,
    maxLength: definition.maxLength ?? undefined,
    minItems: definition.minItems ?? undefined,
    maxItems: definition.maxItems ?? undefined,
    pattern: definition.pattern ?? '',
    uniqueItems: definition.uniqueItems ?? false,
    readonly: definition.readonly ?? false,
    required,
  }
}

/** Which limits a type can have; others are left out of what is sent. */
export const limitsOfType = {
  string: ['choices', 'minLength', 'maxLength', 'pattern'],
  integer: ['choices', 'minimum', 'maximum'],
  number: ['choices', 'minimum', 'maximum'],
  boolean: [],
  array: ['choices', 'minItems', 'maxItems', 'uniqueItems'],
  object: [],
} as const satisfies Record<DefinitionForm['type'], ReadonlyArray<keyof DefinitionForm>>

/**
 * What the form says, as Glance takes it.
 *
 * @param before The property as it was; what the form does not show of it stays.
 */
export function definitionOfForm(form: DefinitionForm, before?: Definition): DefinitionBody {
  const limits: readonly string[] = limitsOfType[form.type]
  const choices = limits.includes('choices') ? form.choices.filter(Boolean) : []
  const numbers = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const
  const kept = before ? definitionBodyOf(form.name, before) : undefined
  const isList = form.type === 'array'
  return {
    title: form.title,
    type: form.type,
    ...(form.description ? { description: form.description } : {}),
    ...(form.default === '' ? {} : { default: form.default }),
    ...(choices.length > 0 && !isList ? { enum: choices } : {}),
    ...(isList
      ? {
          items: {
            type: kept?.items?.type ?? 'string',
            ...(choices.length > 0 ? { enum: choices } : {}),
          },
        }
      : {}),
    ...Object.fromEntries(
      numbers.flatMap((name) =>
        limits.includes(name) && form[name] !== undefined ? [[name, form[name]]] : [],
      ),
    ),
    ...(limits.includes('pattern') && form.pattern ? { pattern: form.pattern } : {}),
    ...(isList && form.uniqueItems ? { uniqueItems: true } : {}),
    ...(form.readonly ? { readonly: true } : {}),
    ...(kept?.operators ? { operators: kept.operators } : {}),
    ...(isList && kept?.additionalItems !== undefined
      ? { additionalItems: kept.additionalItems }
      : {}),
  }
}
