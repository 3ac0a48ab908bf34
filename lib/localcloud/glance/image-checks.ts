import { refuseFourByteText, refuseFourByteValues } from './four-byte'
import { type HttpError, httpError } from './http-error'
import type { Image } from './image-rows'
import type { ImageLimits } from './service'

/** Names that clients can never set. */
export const readOnlyNames = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
  'id',
  'os_hash_algo',
  'os_hash_value',
]

/** The namespace in which the service keeps notes of its own on an image. */
export const reservedPrefix = 'os_glance'

/** Names that belong to the service although they are no fields of an image. */
export function isReservedName(name: string): boolean {
  return ['location', 'deleted', 'deleted_at'].includes(name) || name.startsWith(reservedPrefix)
}

const largestInteger = 2 ** 31 - 1

/**
 * Checks a `min_disk` or `min_ram` value.
 * @throws HttpError 400 when it is negative
 */
export function refuseNegative(name: 'min_disk' | 'min_ram', value: number): void {
  if (value >= 0) return
  throw httpError(
    400,
    `Invalid value '${value}' for parameter '${name}': Cannot be a negative value`,
  )
}

/**
 * What the database of the real service would refuse to store.
 * @throws HttpError 400
 */
export function refuseUnstorable(image: Image): void {
  const { properties, tags, ...fields } = image
  for (const name of ['min_disk', 'min_ram'] as const) {
    if (image[name] > largestInteger) {
      throw httpError(400, `'${name}' value out of range, must not exceed ${largestInteger}.`)
    }
  }
  refuseFourByteValues(fields)
  refuseFourByteValues(properties)
  refuseFourByteText(...tags)
}

function limitExceeded(what: string, attempted: number, maximum: number): HttpError {
  return httpError(
    413,
    `The limit has been exceeded on the number of allowed image ${what}. Attempted: ${attempted}, Maximum: ${maximum}`,
  )
}

/** @throws HttpError 413 when there are more tags than allowed; a negative limit means any number */
export function enforceTagLimit(tags: readonly string[], limits: ImageLimits): void {
  const count = new Set(tags).size
  if (limits.tags >= 0 && count > limits.tags) throw limitExceeded('tags', count, limits.tags)
}

/** @throws HttpError 413 when there are more properties than allowed; the service's own do not count */
export function enforcePropertyLimit(properties: Image['properties'], limits: ImageLimits): void {
  const count = Object.keys(properties).filter((name) => !name.startsWith(reservedPrefix)).length
  if (limits.properties >= 0 && count > limits.properties) {
    throw limitExceeded('properties', count, limits.properties)
  }
}

/** @throws HttpError 413 when an image would get more locations than allowed */
export function enforceLocationLimit(count: number, limits: ImageLimits): void {
  if (limits.locations >= 0 && count > limits.locations) {
    throw limitExceeded('locations', count, limits.locations)
  }
}
