import { uriLength } from './fetch-uri'
import { HttpError, httpError } from './http-error'
import { enforceChange } from './image-access'
import { enforceLocationLimit } from './image-checks'
import type { Image, Location } from './image-rows'
import { isJsonObject, type Json, type JsonObject } from './python-json'
import { repr } from './python-text'
import { refuseAnnounced } from './receive'
import type { GlanceRequest } from './service'
import { allowedUri } from './uri-filter'

/** A location as it stands in a request, checked by the schema already. */
type LocationBody = { url: string; metadata: JsonObject; validation_data?: JsonObject }

type Verb = 'add' | 'replace' | 'remove'

function requireShown(request: GlanceRequest, verb: 'add' | 'update' | 'remove'): void {
  if (request.service.options.locations) return
  throw httpError(403, `It's not allowed to ${verb} locations if locations are invisible.`)
}

function requireStatus(image: Image, verb: Verb): void {
  const isFine =
    verb === 'remove' ? image.status === 'active' : ['active', 'queued'].includes(image.status)
  if (isFine) return
  throw httpError(409, `It's not allowed to ${verb} locations if image status is ${image.status}.`)
}

const hashSizes: Record<string, number> = { checksum: 16, os_hash_value: 64 }

function refuseBadHex(name: string, value: string): void {
  if (!/^([0-9a-f]{2})*$/i.test(value)) {
    throw httpError(409, `${name} (${value}) is not a valid hexadecimal value`)
  }
  const size = hashSizes[name] ?? 0
  if (value.length === size * 2) return
  const algorithm = name === 'checksum' ? 'md5' : 'sha512'
  throw httpError(
    409,
    `${name} (${value}) is not the correct size for ${algorithm} (should be ${size} bytes)`,
  )
}

/**
 * What the client says about the data: accepted for a queued image, and only if it fits otherwise.
 * Source: glance/api/v2/images.py at 25.1.0, `_validate_validation_data`.
 */
function validationData(image: Image, bodies: LocationBody[]): Record<string, string> {
  const wanted: Record<string, string> = {}
  for (const { validation_data: data } of bodies) {
    for (const [name, value] of Object.entries(data ?? {})) {
      if (wanted[name] !== undefined && wanted[name] !== value) {
        throw httpError(409, `Conflicting values for ${name}`)
      }
      wanted[name] = String(value)
    }
  }
  const fresh: Record<string, string> = {}
  for (const [name, value] of Object.entries(wanted)) {
    const current = image[name as 'checksum' | 'os_hash_algo' | 'os_hash_value']
    if (value === current) continue
    if (current) throw httpError(409, `${name} is already set with a different value`)
    fresh[name] = value
  }
  if (Object.keys(fresh).length === 0) return {}
  if (image.status !== 'queued') {
    const names = Object.keys(fresh).join(', ')
    throw httpError(
      409,
      `New value(s) for ${names} may only be provided when image status is 'queued'`,
    )
  }
  if (fresh.checksum !== undefined) refuseBadHex('checksum', fresh.checksum)
  if (fresh.os_hash_algo !== 'sha512') {
    throw httpError(409, `os_hash_algo must be sha512, not ${fresh.os_hash_algo ?? 'None'}`)
  }
  refuseBadHex('os_hash_value', fresh.os_hash_value ?? '')
  return fresh
}

const invalidLocation = () => httpError(400, 'Invalid location')

/** Asks the server behind a location for the size; refuses what is no HTTP or does not answer. */
async function checkedSize(request: GlanceRequest, url: string): Promise<number> {
  const allow = request.service.options.webDownloadAllow
  if (!/^https?:/i.test(url) || !(await allowedUri(url, allow))) throw invalidLocation()
  const size = await uriLength(url, allow)
  if (size <= 0) throw invalidLocation()
  return size
}

function toLocation(request: GlanceRequest, body: LocationBody): Location {
  const store = request.service.options.stores.find((candidate) => candidate.type === 'http')
  const metadata: JsonObject = { ...body.metadata }
  if (store && /^https?:/i.test(body.url)) metadata.store = store.id
  return { store: String(metadata.store ?? ''), url: body.url, metadata }
}

const isSame = (a: Location, b: Location) =>
  a.url === b.url && JSON.stringify(a.metadata) === JSON.stringify(b.metadata)

function activate(image: Image, data: Record<string, string>): void {
  if (image.status !== 'queued') return
  Object.assign(image, data)
  const missing = (['disk_format', 'container_format'] as const).filter((name) => !image[name])
  if (missing.length > 0) {
    const noun = missing.length === 1 ? 'Property' : 'Properties'
    throw httpError(400, `${noun} ${missing.join(', ')} must be set prior to saving data.`)
  }
  image.status = 'active'
}

/** An image of unknown size is measured first; the real service words that refusal differently. */
async function measure(request: GlanceRequest, image: Image, url: string): Promise<void> {
  const isWeb = /^https?:\/\/[^/?#]/i.test(url)
  const allow = request.service.options.webDownloadAllow
  if (!image.size && isWeb && !(await allowedUri(url, allow))) {
    throw httpError(400, 'The Store URI was malformed.')
  }
  const size = await checkedSize(request, url)
  refuseAnnounced(request.service, image.owner, size)
  image.size ||= size
}

/**
 * PATCH add /locations/{position}: one more place for the data.
 * @throws HttpError 400, 403, 409, 413
 */
export async function addLocation(
  request: GlanceRequest,
  image: Image,
  position: string,
  value: Json,
): Promise<void> {
  enforceChange(request, image, 'set_image_location')
  requireShown(request, 'add')
  requireStatus(image, 'add')
  const body = value as LocationBody
  const data = validationData(image, [body])
  const at = position === '-' ? image.locations.length : Number(position)
  if (position !== '-' && !/^\d+$/.test(position)) {
    throw httpError(400, 'Invalid position for adding a location.')
  }
  enforceLocationLimit(image.locations.length + 1, request.service.options.limits)
  await measure(request, image, body.url)
  const location = toLocation(request, body)
  if (image.locations.some((other) => isSame(other, location))) {
    throw httpError(400, `The location ${body.url} already exists`)
  }
  image.locations = image.locations.toSpliced(at, 0, location)
  activate(image, data)
}

/**
 * PATCH replace /locations: the first places of a queued image, or new metadata for the same URLs.
 * @throws HttpError 400, 403, 409, 413
 */
export async function replaceLocations(
  request: GlanceRequest,
  image: Image,
  value: Json,
): Promise<void> {
  const bodies = (Array.isArray(value) ? value : []).filter(isJsonObject) as LocationBody[]
  if (bodies.length === 0)
    throw new HttpError(403, { detail: 'Cannot set locations to empty list.' })
  enforceChange(request, image, 'set_image_location')
  requireShown(request, 'update')
  requireStatus(image, 'replace')
  const data = validationData(image, bodies)
  enforceLocationLimit(bodies.length, request.service.options.limits)
  const locations = bodies.map((body) => toLocation(request, body))
  const urls = (list: Location[]) => JSON.stringify(list.map(({ url }) => url).sort())
  if (urls(locations) !== urls(image.locations)) {
    if (image.locations.length > 0) {
      const shown = image.locations.map(({ url, metadata }, at) => ({
        id: at + 1,
        url,
        metadata,
        status: 'active',
      }))
      throw httpError(400, `Original locations is not empty: ${repr(shown)}`)
    }
    for (const [at, location] of locations.entries()) {
      await measure(request, image, location.url)
      if (locations.findIndex((other) => isSame(other, location)) !== at) {
        throw httpError(400, `The location ${location.url} already exists`)
      }
    }
  }
  image.locations = locations
  activate(image, data)
}

/**
 * PATCH remove /locations/{position}; never the last one.
 * @throws HttpError 400, 403, 409
 */
export async function removeLocation(
  request: GlanceRequest,
  image: Image,
  position: string,
): Promise<void> {
  enforceChange(request, image, 'delete_image_location')
  requireShown(request, 'remove')
  requireStatus(image, 'remove')
  if (image.locations.length === 1) {
    throw new HttpError(403, { detail: 'Cannot remove last location in the image.' })
  }
  const count = image.locations.length
  const at = position === '-' ? count - 1 : /^\d+$/.test(position) ? Number(position) : -1
  if (!image.locations[at]) throw httpError(400, 'Invalid position for removing a location.')
  image.locations = image.locations.toSpliced(at, 1)
}
