import { isJsonObject, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { refused } from './failures'

/** Options after a change: null takes one away, what is not named stays. */
export function mergeOptions(stored: string, change: Json | undefined): string {
  const merged: JsonObject = {
    ...JSON.parse(stored),
    ...(isJsonObject(change) ? change : {}),
  }
  return JSON.stringify(
    Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)),
  )
}

/**
 * Throws 403 for a thing marked immutable, save for a change that only takes the mark away.
 * `body` is undefined for a deletion (keystone/common/resource_options/options/immutable.py).
 */
export function checkImmutable(
  row: { id: string; options: string },
  body: JsonObject | undefined,
  kind: string,
): void {
  if (JSON.parse(row.options).immutable !== true) return
  const options = isJsonObject(body?.options) ? body.options : {}
  const takesMarkAway = options.immutable === false || options.immutable === null
  if (body && takesMarkAway && Object.keys(body).length === 1) return
  // The single backtick stands so in Keystone.
  throw refused(
    `Unable to ${body ? 'update' : 'delete'} immutable ${kind} resource: \`${row.id}. Set resource option "immutable" to false first.`,
  )
}
