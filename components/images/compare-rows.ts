import { sameValue, type Value, valueAt } from '@/lib/image-changes'
import { customProperties, type Image } from '@/lib/schemas/image'
import type { Member } from '@/lib/schemas/member'

/** Fields that every image has, in the order in which they are compared. */
export const comparedFields = [
  'name',
  'status',
  'visibility',
  'owner',
  'protected',
  'os_hidden',
  'disk_format',
  'container_format',
  'size',
  'virtual_size',
  'min_disk',
  'min_ram',
  'os_hash_algo',
  'os_hash_value',
  'checksum',
  'stores',
  'created_at',
  'updated_at',
] as const satisfies ReadonlyArray<keyof Image>
export type ComparedField = (typeof comparedFields)[number]

/** One line of the comparison; `undefined` where an image has no such thing. */
export type ComparedRow<Key extends string = string> = {
  key: Key
  a: Value | undefined
  b: Value | undefined
  differs: boolean
}

/** The fields of two images side by side. */
export function compareFields(a: Image, b: Image): ComparedRow<ComparedField>[] {
  return comparedFields.map((key) => row(key, valueAt(a, key), valueAt(b, key)))
}

/** Custom properties that either image has, by name. */
export function compareProperties(a: Image, b: Image): ComparedRow[] {
  return union(new Map(customProperties(a)), new Map(customProperties(b)))
}

/** Tags that either image has, by name; true where it has it. */
export function compareTags(a: Image, b: Image): ComparedRow[] {
  const marks = ({ tags }: Image) => new Map(tags.map((tag) => [tag, true]))
  return union(marks(a), marks(b))
}

/** Projects that either image is shared with, and what they answered. */
export function compareMembers(a: readonly Member[], b: readonly Member[]): ComparedRow[] {
  const answers = (members: readonly Member[]) =>
    new Map(members.map(({ member_id, status }) => [member_id, status]))
  return union(answers(a), answers(b))
}

function union(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): ComparedRow[] {
  const keys = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x.localeCompare(y))
  return keys.map((key) => row(key, a.get(key), b.get(key)))
}

function row<Key extends string>(
  key: Key,
  a: Value | undefined,
  b: Value | undefined,
): ComparedRow<Key> {
  // An empty property is another thing than none.
  return { key, a, b, differs: !sameValue(a, b) }
}
