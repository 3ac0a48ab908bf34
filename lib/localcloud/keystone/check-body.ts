import { firstSchemaFailure } from '@/lib/localcloud/glance/json-schema'
import type { Json, JsonObject } from '@/lib/localcloud/glance/python-json'
import { invalid } from './failures'

/**
 * Throws 400 with Keystone's sentence when the value does not fit
 * (keystone/common/validation/validators.py at 22.0.2).
 */
export function checkBody(value: Json, schema: JsonObject): void {
  const failure = firstSchemaFailure(value, schema)
  if (!failure) return
  const { path, reason } = failure
  throw invalid(path.length > 0 ? `Invalid input for field '${path.join('/')}': ${reason}` : reason)
}

/** Throws 400 when a body names another id than the path. */
export function checkSameId(body: JsonObject, id: string | undefined): void {
  if (body.id !== undefined && body.id !== null && body.id !== id) {
    throw invalid('Cannot change ID')
  }
}

/** Members of a body that Keystone does not know and keeps as they are. */
export function extrasOf(body: JsonObject, known: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !known.includes(key)))
}

/** A text member; undefined when it is absent or of another kind. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
