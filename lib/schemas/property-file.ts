import { propertyNameFault } from '@/lib/image-changes'
import { customProperties, type Image, type ImageChange } from './image'

/** Custom properties of an image as a JSON file: one object of texts. */
export function propertyFileOf(image: Image): string {
  return `${JSON.stringify(Object.fromEntries(customProperties(image)), null, 2)}\n`
}

/** A line of a file that cannot become a property. */
export type LeftOut = { name: string; reason: 'empty' | 'tooLong' | 'taken' | 'reserved' | 'value' }

export type PropertyReading =
  | { properties: Map<string, string>; leftOut: LeftOut[]; fault?: never }
  | { properties?: never; leftOut?: never; fault: 'notJson' | 'notObject' }

/**
 * Reads properties from JSON: an object of names and values, or one that holds such an object under
 * `properties`, as `openstack image show -f json` prints it. Numbers, true and false become texts;
 * names that Glance keeps to itself, lists and objects are left out and told.
 */
export function readPropertyFile(text: string): PropertyReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: 'notJson' }
  }
  if (!isObject(value)) return { fault: 'notObject' }
  const source = isObject(value.properties) ? value.properties : value
  const properties = new Map<string, string>()
  const leftOut: LeftOut[] = []
  for (const [name, held] of Object.entries(source)) {
    const fault = propertyNameFault(name, [])
    if (fault && fault !== 'exists') leftOut.push({ name, reason: fault })
    else if (!['string', 'number', 'boolean'].includes(typeof held))
      leftOut.push({ name, reason: 'value' })
    else properties.set(name, String(held))
  }
  return { properties, leftOut }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What a file changes about an image.
 *
 * @param removesOthers Also removes the custom properties that the file does not have.
 */
export function changesOfFile(
  image: Image,
  properties: ReadonlyMap<string, string>,
  removesOthers: boolean,
): ImageChange[] {
  const held = new Map(customProperties(image))
  const set = [...properties].flatMap(([key, value]): ImageChange[] => {
    const base = held.get(key)
    if (base === value) return []
    return [base === undefined ? { key, value } : { key, value, base }]
  })
  const gone = removesOthers ? [...held].filter(([key]) => !properties.has(key)) : []
  return [...set, ...gone.map(([key, base]): ImageChange => ({ key, value: null, base }))]
}
