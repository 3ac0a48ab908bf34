import { isoTime } from '@/lib/localcloud/glance/clock'
import { httpError } from '@/lib/localcloud/glance/http-error'
import { isJsonObject, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { repr } from '@/lib/localcloud/glance/python-text'

/** What the typed models of the real service do with a value that is not of their type: break. */
function breakOff(): never {
  throw httpError(500)
}

const text = (value: Json): Json =>
  value === null || typeof value === 'string' ? value : breakOff()
const flag = (value: Json): Json =>
  value === null || typeof value === 'boolean' ? value : breakOff()
const whole = (value: Json): Json =>
  value === null ? null : typeof value === 'number' ? Math.trunc(value) : breakOff()
const texts = (value: Json): Json => (Array.isArray(value) ? value.map(text) : breakOff())
/** A default is kept as text, whatever it was; lists and objects are lost. */
const loose = (value: Json): Json =>
  value === null || typeof value === 'object'
    ? null
    : typeof value === 'string'
      ? value
      : repr(value)

function items(value: Json): Json {
  if (!isJsonObject(value) || value.type === undefined) return breakOff()
  const { type, enum: choices } = value
  return { type: text(type), enum: choices === undefined ? undefined : texts(choices) }
}

/** Fields of a property in the order they are answered. */
const propertyFields: Record<string, (value: Json) => Json> = {
  name: text,
  type: text,
  title: text,
  description: text,
  operators: texts,
  default: loose,
  readonly: flag,
  minimum: whole,
  maximum: whole,
  enum: texts,
  pattern: text,
  minLength: whole,
  maxLength: whole,
  items,
  uniqueItems: flag,
  minItems: whole,
  maxItems: whole,
  additionalItems: flag,
}

/**
 * A property as the service keeps it: known fields in a fixed order, values made to fit.
 * Source: glance/api/v2/model/metadef_property_type.py at 25.1.0.
 * @throws HttpError 500 where the real service breaks, such as a number in `enum`
 */
export function toProperty(value: Json): JsonObject {
  if (!isJsonObject(value)) return breakOff()
  const property: JsonObject = {}
  for (const [field, convert] of Object.entries(propertyFields)) {
    const given = value[field]
    if (given !== undefined) property[field] = convert(given)
  }
  // Required by the schema, but not something the model has.
  if (value.required !== undefined) breakOff()
  return property
}

/** The properties of a namespace or an object, by name. */
export function toProperties(value: Json | undefined): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined
  const entries = Object.entries(value).map(([name, body]) => [name, toProperty(body ?? null)])
  return Object.fromEntries(entries) as JsonObject
}

/** An object of a namespace as it came in. Absent fields stay undefined. */
export type ObjectBody = {
  name: string
  required: string[] | undefined
  description: string | undefined
  properties: JsonObject | undefined
}

/** Reads an object body that the schema has passed. */
export function toObject(value: Json): ObjectBody {
  if (!isJsonObject(value) || typeof value.name !== 'string') return breakOff()
  return {
    name: value.name,
    required: Array.isArray(value.required) ? value.required.map(String) : undefined,
    description: typeof value.description === 'string' ? value.description : undefined,
    properties: toProperties(value.properties),
  }
}

/** Reads a resource type association that the schema has passed. */
export function toAssociation(value: Json): {
  name: string
  prefix: string | undefined
  properties_target: string | undefined
} {
  if (!isJsonObject(value) || typeof value.name !== 'string') return breakOff()
  const optional = (name: string) =>
    typeof value[name] === 'string' ? String(value[name]) : undefined
  return {
    name: value.name,
    prefix: optional('prefix'),
    properties_target: optional('properties_target'),
  }
}

/** Reads a tag that the schema has passed. */
export function toTag(value: Json): string {
  if (!isJsonObject(value) || typeof value.name !== 'string') return breakOff()
  return value.name
}

/** Both times of a row as they are answered. */
export function times(row: { created_at: number; updated_at: number }): JsonObject {
  return { created_at: isoTime(row.created_at), updated_at: isoTime(row.updated_at) }
}

/** Refuses fields that only the service writes. @throws HttpError 403 */
export function refuseReadOnly(body: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    if (Object.hasOwn(body, name)) throw httpError(403, `Attribute '${name}' is read-only.`)
  }
}

/** The prefix of every sentence for a body that cannot be stored. */
export function storing<Result>(what: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const isBad = error instanceof Error && 'status' in error && error.status === 400
    throw isBad ? httpError(400, `Couldn't ${what}: ${error.message}`) : error
  }
}
