import { isAdmin } from '@/lib/localcloud/policy'
import { HttpError, httpError } from './http-error'
import { enforce, enforceChange, findImage, imageTarget, isVisible } from './image-access'
import {
  enforcePropertyLimit,
  enforceTagLimit,
  refuseNegative,
  refuseUnstorable,
} from './image-checks'
import { type Image, saveImage, type Visibility } from './image-rows'
import { viewImage } from './image-view'
import { type Change, parsePatch } from './json-patch'
import { addLocation, removeLocation, replaceLocations } from './locations'
import { mayUseProperty } from './property-protection'
import { dumpJson, type Json } from './python-json'
import { readJson } from './request-body'
import type { Answer, GlanceRequest } from './service'

const baseFields = [
  'name',
  'visibility',
  'min_disk',
  'min_ram',
  'protected',
  'os_hidden',
  'owner',
  'disk_format',
  'container_format',
  'tags',
] as const
type BaseField = (typeof baseFields)[number]

const baseField = (name: string) => baseFields.find((field) => field === name)

function setField(request: GlanceRequest, image: Image, field: BaseField, value: Json): void {
  switch (field) {
    case 'name':
      image.name = value as string | null
      return
    case 'visibility':
      image.visibility = value as Visibility
      return
    case 'min_disk':
    case 'min_ram':
      refuseNegative(field, Number(value))
      image[field] = Number(value)
      return
    case 'protected':
    case 'os_hidden':
      image[field] = value === true
      return
    case 'owner':
      image.owner = (value as string | null) || null
      return
    case 'tags': {
      const tags = [...new Set(value as string[])]
      enforceTagLimit(tags, request.service.options.limits)
      image.tags = tags
      return
    }
    default:
      if (image.status !== 'queued' && image.status !== 'importing') {
        throw httpError(403, `Attribute ${field} can be only replaced for a queued image.`)
      }
      image[field] = value as string | null
  }
}

/** Rules first, then what the service itself asks of the owner. */
function enforceProperty(request: GlanceRequest, image: Image, name: string, value: Json): void {
  if (name === 'visibility') {
    const target = imageTarget(request.subject, image)
    if (value === 'public') enforce(request, 'publicize_image', target)
    if (value === 'community') enforce(request, 'communitize_image', target)
  }
  enforceChange(request, image, 'modify_image')
}

function guardProperty(
  request: GlanceRequest,
  image: Image,
  name: string,
  operation: 'create' | 'update' | 'delete',
): void {
  const { propertyRules } = request.service.options
  if (!mayUseProperty(propertyRules, name, operation, request.subject)) {
    throw httpError(403, `Attribute '${name}' is reserved.`)
  }
  if (operation === 'delete') delete image.properties[name]
}

const hasProperty = (request: GlanceRequest, image: Image, name: string) =>
  Object.hasOwn(image.properties, name) &&
  mayUseProperty(request.service.options.propertyRules, name, 'read', request.subject)

const missing = (name: string) => new HttpError(409, { detail: `Property ${name} does not exist.` })

function setProperty(request: GlanceRequest, image: Image, name: string, value: Json): void {
  guardProperty(request, image, name, hasProperty(request, image, name) ? 'update' : 'create')
  image.properties[name] = value === null ? null : String(value)
}

async function applyReplace(request: GlanceRequest, image: Image, change: Change): Promise<void> {
  const [name = ''] = change.path
  if (name === 'locations') return replaceLocations(request, image, change.value)
  if (name === 'owner' && !isAdmin(request.subject)) {
    throw new HttpError(403, { detail: "Owner can't be updated by non admin." })
  }
  enforceProperty(request, image, name, change.value)
  const field = baseField(name)
  if (field) setField(request, image, field, change.value)
  else if (hasProperty(request, image, name)) setProperty(request, image, name, change.value)
  else throw missing(name)
}

async function applyAdd(request: GlanceRequest, image: Image, change: Change): Promise<void> {
  const [name = '', position = ''] = change.path
  if (name === 'locations') return addLocation(request, image, position, change.value)
  enforceProperty(request, image, name, change.value)
  const field = baseField(name)
  if (change.strictAdd && (field || hasProperty(request, image, name))) {
    throw new HttpError(409, { detail: `Property ${name} already present.` })
  }
  if (field) setField(request, image, field, change.value)
  else setProperty(request, image, name, change.value)
}

async function applyRemove(request: GlanceRequest, image: Image, change: Change): Promise<void> {
  const [name = '', position = ''] = change.path
  if (name === 'locations') return removeLocation(request, image, position)
  enforceProperty(request, image, name, null)
  if (baseField(name)) throw new HttpError(403, { detail: `Property ${name} may not be removed.` })
  if (!hasProperty(request, image, name)) throw missing(name)
  guardProperty(request, image, name, 'delete')
}

const appliers = { add: applyAdd, replace: applyReplace, remove: applyRemove }

/**
 * PATCH /v2/images/{image_id}: all changes or none.
 * Source: glance/api/v2/images.py at 25.1.0, `ImagesController.update`.
 * @throws HttpError 400, 403, 404, 409, 413, 415
 */
export async function patchImage(request: GlanceRequest): Promise<Answer> {
  const contentType = (request.headers['content-type'] ?? 'text/plain').split(';')[0]?.trim() ?? ''
  const changes = await parsePatch(contentType, () => readJson(request))
  const image = findImage(request)
  const before = { ...image, names: new Set(Object.keys(image.properties)) }
  for (const change of changes) await appliers[change.op](request, image, change)
  if (changes.length > 0) {
    const hasNew = Object.keys(image.properties).some((name) => !before.names.has(name))
    if (hasNew) enforcePropertyLimit(image.properties, request.service.options.limits)
    refuseUnstorable(image)
    // Nobody gives an image away and out of sight; an administrator sees it all the same.
    if (!isVisible(request.service, request.subject, image)) {
      throw httpError(403, `Forbidding request, image ${image.id} not visible`)
    }
    const { db, blobs } = request.service
    if (!saveImage(db, image)) throw httpError(404, `No image found with ID ${image.id}`)
    const kept = new Set(image.locations.map(({ url }) => url))
    for (const { url, store } of before.locations) {
      if (!kept.has(url) && url.startsWith('file:')) blobs.remove(store, image.id)
    }
  }
  return { status: 200, body: dumpJson(viewImage(request, image)) }
}
