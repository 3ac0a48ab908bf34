import { z } from 'zod'
import type { Definition, Namespace, NamespaceDetail } from './metadef'
import {
  type DefinitionBody,
  definitionBodySchema,
  type MetadefObjectBody,
  metadefObjectBodySchema,
  type NamespaceBody,
  type NamespaceFile,
  namespaceBodySchema,
  namespaceFileSchema,
} from './metadef-body'

// A namespace on its way between Glance's answers and the files that come with Glance.

// Glance answers null for what was never set; an emptied text means the same.
const unset = (value: unknown) => value === null || value === undefined || value === ''

function without(value: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, held]) => !names.includes(name) && !unset(held)),
  )
}

const readOnly = ['self', 'schema', 'created_at', 'updated_at']

/** The fields of a namespace as a write takes them; a write without one would reset it. */
export function namespaceBodyOf(namespace: Namespace): NamespaceBody {
  const names = Object.keys(namespaceBodySchema.shape)
  const others = Object.keys(namespace).filter((name) => !names.includes(name))
  return namespaceBodySchema.parse(without(namespace, others))
}

/** A definition as a write takes it: without what Glance answers as unset. */
export function definitionBodyOf(name: string, definition: Definition): DefinitionBody {
  const { items, ...rest } = without(definition, readOnly)
  const body = { ...rest, ...(items ? { items: without(items as object, []) } : {}) }
  return definitionBodySchema.parse({ title: name, ...body, type: rest.type ?? 'string' })
}

type ObjectAnswer = NonNullable<NamespaceDetail['objects']>[number]

/** An object as a write takes it. */
export function objectBodyOf(object: ObjectAnswer): MetadefObjectBody {
  const properties = Object.entries(object.properties ?? {})
  return metadefObjectBodySchema.parse({
    ...without(object, [...readOnly, 'properties']),
    properties: Object.fromEntries(
      properties.map(([name, property]) => [name, definitionBodyOf(name, property)]),
    ),
  })
}

/** A namespace with all its parts in the form of the files that come with Glance. */
export function namespaceFileOf(space: NamespaceDetail): NamespaceFile {
  const { owner: _, ...fields } = namespaceBodyOf(space)
  const associations = (space.resource_type_associations ?? []).map((one) => without(one, readOnly))
  const properties = Object.entries(space.properties ?? {})
  return namespaceFileSchema.parse({
    ...fields,
    resource_type_associations: associations,
    properties: Object.fromEntries(
      properties.map(([name, property]) => [name, definitionBodyOf(name, property)]),
    ),
    objects: (space.objects ?? []).map(objectBodyOf),
    tags: (space.tags ?? []).map(({ name }) => ({ name })),
  })
}

export type FileReading =
  | { file: NamespaceFile; fault?: never }
  /** `place` is where in the file, `reason` what the schema says about it. */
  | { file?: never; fault: { kind: 'notJson' } | { kind: 'form'; place: string; reason: string } }

/** Reads a file of one namespace, also one that an API answered: its read-only fields are left out. */
export function readNamespaceFile(text: string): FileReading {
  let value: unknown
  try {
    // Glance answers null for what is not set.
    value = JSON.parse(text, (_, held: unknown) => held ?? undefined)
  } catch {
    return { fault: { kind: 'notJson' } }
  }
  const parsed = namespaceFileSchema.safeParse(withoutReadOnly(value))
  if (parsed.success) return { file: parsed.data }
  const [issue] = parsed.error.issues
  const place = issue?.path.join(' › ') || '—'
  return { fault: { kind: 'form', place, reason: issue?.message ?? z.prettifyError(parsed.error) } }
}

function withoutReadOnly(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const clean: Record<string, unknown> = without(value, [...readOnly, 'owner'])
  for (const list of ['objects', 'resource_type_associations', 'tags']) {
    const parts = clean[list]
    if (Array.isArray(parts))
      clean[list] = parts.map((part: unknown) =>
        typeof part === 'object' && part !== null ? without(part, readOnly) : part,
      )
  }
  return clean
}
