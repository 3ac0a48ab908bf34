import type { Image, ImageChange } from './schemas/image'

/**
 * What a person changes about an image before it is saved. A change remembers what was seen, so
 * that work of somebody else is noticed instead of overwritten.
 */
export type Value = ImageChange['value']

/** What an image holds under a key: `undefined` for a custom property it does not have. */
export function valueAt(image: Image, key: string): Value | undefined {
  // Property names such as "constructor" are legal: only own keys count.
  return Object.hasOwn(image, key) ? (image[key] as Value) : undefined
}

/** True when two values mean the same to Glance: tags have no order, absent is null. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
  return (a ?? null) === (b ?? null)
}

/**
 * The changes that turn what was seen into what is wanted; keys that stay as they are drop out.
 *
 * @param seen The image as it was when the person began.
 * @param wanted New values by key; null removes a custom property.
 */
export function changesBetween(seen: Image, wanted: Record<string, Value>): ImageChange[] {
  return Object.entries(wanted)
    .filter(([key, value]) => !sameValue(valueAt(seen, key), value))
    .map(([key, value]) => {
      const base = valueAt(seen, key)
      return base === undefined ? { key, value } : { key, value, base }
    })
}

/** A field that somebody else changed while the person was changing it too. */
export type Drift = {
  key: string
  seen: Value | undefined
  theirs: Value | undefined
  mine: Value
}

/** Changes that are still to be made: those the image does not hold already, whoever made them. */
export function changesLeft(changes: readonly ImageChange[], now: Image): ImageChange[] {
  return changes.filter(
    ({ key, value, base }) => !sameValue(value, base) && !sameValue(value, valueAt(now, key)),
  )
}

/** Which of the wanted changes rest on a view of the image that is no longer true. */
export function driftOf(changes: readonly ImageChange[], now: Image): Drift[] {
  return changes
    .filter(({ key, base }) => !sameValue(base, valueAt(now, key)))
    .map(({ key, base, value }) => ({ key, seen: base, theirs: valueAt(now, key), mine: value }))
}

/** Moves the view of single keys on to what the image holds now. */
export function moveOn(seen: Image, now: Image, movedKeys: readonly string[]): Image {
  const moved: Image = { ...seen }
  for (const key of movedKeys) {
    const value = valueAt(now, key)
    if (value === undefined) delete moved[key]
    else moved[key] = value
  }
  return moved
}

/** Keys on which two views of an image differ, save those that Glance alone sets. */
export function keysThatDiffer(a: Image, b: Image): string[] {
  const all = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...all].filter((key) => !sameValue(valueAt(a, key), valueAt(b, key)))
}

/**
 * Names that can never be a custom property.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/images.py
 * (`_base_properties`, `_readonly_properties`, `_reserved_properties`, `_disallowed_properties`)
 */
const takenNames = new Set([
  'checksum',
  'container_format',
  'created_at',
  'deleted',
  'deleted_at',
  'direct_url',
  'disk_format',
  'file',
  'id',
  'location',
  'locations',
  'min_disk',
  'min_ram',
  'name',
  'os_hash_algo',
  'os_hash_value',
  'os_hidden',
  'owner',
  'protected',
  'schema',
  'self',
  'size',
  'status',
  'stores',
  'tags',
  'updated_at',
  'virtual_size',
  'visibility',
])

export type NameFault = 'empty' | 'tooLong' | 'taken' | 'reserved' | 'exists'

/** Why a name cannot be given to a new custom property, or nothing when it can. */
export function propertyNameFault(
  name: string,
  existing: readonly string[],
): NameFault | undefined {
  if (name.trim() === '') return 'empty'
  if (name.length > 255) return 'tooLong'
  // Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/common.py (GLANCE_RESERVED_NS)
  if (name.startsWith('os_glance')) return 'reserved'
  if (takenNames.has(name)) return 'taken'
  return existing.includes(name) ? 'exists' : undefined
}

export type PatchOperation = { op: 'add' | 'replace' | 'remove'; path: string; value?: unknown }

// Properties that every image has: they can be replaced, never added or removed.
// Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/images.py (_base_properties)
const baseProperties = new Set([
  'name',
  'visibility',
  'protected',
  'os_hidden',
  'min_disk',
  'min_ram',
  'tags',
  'owner',
  'disk_format',
  'container_format',
])

/**
 * Turns changes into Glance's JSON patch. `add` is used for custom properties because it also
 * overwrites, while `replace` of a missing one is a 409.
 */
export function patchOperations(changes: readonly ImageChange[]): PatchOperation[] {
  return changes.map(({ key, value }) => {
    const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (baseProperties.has(key)) return { op: 'replace', path, value }
    return value === null ? { op: 'remove', path } : { op: 'add', path, value }
  })
}
