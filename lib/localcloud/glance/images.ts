import { randomUUID } from 'node:crypto'
import { isAdmin } from '@/lib/localcloud/policy'
import { HttpError, httpError } from './http-error'
import { enforce, enforceChange, enforceWithImage, findImage } from './image-access'
import {
  enforcePropertyLimit,
  enforceTagLimit,
  isReservedName,
  readOnlyNames,
  refuseNegative,
  refuseUnstorable,
} from './image-checks'
import { type Image, insertImage, newImage, removeImage, type Visibility } from './image-rows'
import { viewImage } from './image-view'
import { mayUseProperty } from './property-protection'
import { dumpJson, type JsonObject } from './python-json'
import { enforceImageCount } from './quotas'
import { readJsonObject } from './request-body'
import { validateImage } from './schema-image'
import type { Answer, GlanceRequest } from './service'

const neverInBody = ['direct_url', 'self', 'file', 'schema', 'stores']
const baseNames = [
  'checksum',
  'created_at',
  'container_format',
  'disk_format',
  'id',
  'min_disk',
  'min_ram',
  'name',
  'size',
  'virtual_size',
  'status',
  'tags',
  'owner',
  'updated_at',
  'visibility',
  'protected',
  'os_hidden',
]

const readOnly = (name: string) => httpError(403, `Attribute '${name}' is read-only.`)

function splitBody(body: JsonObject): { fields: JsonObject; properties: Image['properties'] } {
  for (const name of neverInBody) if (Object.hasOwn(body, name)) throw readOnly(name)
  validateImage(body)
  const fields: JsonObject = {}
  const properties: Image['properties'] = {}
  for (const [name, value] of Object.entries(body)) {
    if (baseNames.includes(name)) {
      fields[name] = value
      continue
    }
    if ([...name].length > 255) {
      throw httpError(400, 'Custom property should not be greater than 255 characters.')
    }
    if (isReservedName(name))
      throw new HttpError(403, { detail: `Attribute '${name}' is reserved.` })
    properties[name] = typeof value === 'string' || value === null ? value : JSON.stringify(value)
  }
  return { fields, properties }
}

/** Asks the policy whether the image may be added with this owner and visibility. */
function enforceAdd(request: GlanceRequest, fields: JsonObject): void {
  const { service, subject } = request
  const owner = 'owner' in fields ? (fields.owner as string | null) : subject.projectId
  const target = { projectId: owner, owner, visibility: String(fields.visibility ?? 'private') }
  try {
    enforce(request, 'add_image', target)
  } catch (refusal) {
    if (owner === subject.projectId) throw refusal
    throw new HttpError(403, {
      detail: `You are not permitted to create images owned by '${owner ?? 'None'}'`,
    })
  }
  if (target.visibility === 'public') enforce(request, 'publicize_image', target)
  if (target.visibility === 'community') enforce(request, 'communitize_image', target)
  if (service.options.policy === 'old' && !isAdmin(subject) && owner !== subject.projectId) {
    throw httpError(403, `You are not permitted to create images owned by '${owner ?? 'None'}'.`)
  }
}

function fillImage(image: Image, fields: JsonObject): void {
  const { name, visibility, disk_format, container_format, min_disk, min_ram } = fields
  if (name !== undefined) image.name = name as string | null
  if (visibility !== undefined) image.visibility = visibility as Visibility
  if (disk_format !== undefined) image.disk_format = disk_format as string | null
  if (container_format !== undefined) image.container_format = container_format as string | null
  if (min_disk !== undefined) image.min_disk = Number(min_disk)
  if (min_ram !== undefined) image.min_ram = Number(min_ram)
  if (fields.protected !== undefined) image.protected = fields.protected === true
  if (fields.os_hidden !== undefined) image.os_hidden = fields.os_hidden === true
}

/**
 * POST /v2/images: a record without data.
 * Source: glance/api/v2/images.py at 25.1.0, `create` of deserializer and controller.
 * @throws HttpError 400, 403, 409 for a taken id, 413 over a limit
 */
export async function createImage(request: GlanceRequest): Promise<Answer> {
  const { service, subject } = request
  const { fields, properties } = splitBody(await readJsonObject(request))
  enforceAdd(request, fields)
  enforceImageCount(service, subject)
  const { propertyRules, limits, stores } = service.options
  for (const name of Object.keys(properties)) {
    if (!mayUseProperty(propertyRules, name, 'create', subject)) {
      throw httpError(403, `Attribute '${name}' is reserved.`)
    }
  }
  const tags = [...new Set((fields.tags ?? []) as string[])]
  enforceTagLimit(tags, limits)
  for (const name of readOnlyNames) {
    if (name !== 'id' && Object.hasOwn(fields, name)) throw readOnly(name)
  }
  if (Object.hasOwn(properties, 'locations')) {
    throw httpError(403, "Attribute 'locations' is reserved.")
  }
  const owner = 'owner' in fields ? (fields.owner as string | null) || null : subject.projectId
  const image = newImage(String(fields.id ?? randomUUID()), owner)
  fillImage(image, fields)
  refuseNegative('min_disk', image.min_disk)
  refuseNegative('min_ram', image.min_ram)
  Object.assign(image, { properties, tags })
  enforcePropertyLimit(properties, limits)
  refuseUnstorable(image)
  if (!insertImage(service.db, image)) throw httpError(409, `Image ID ${image.id} already exists!`)
  return {
    status: 201,
    headers: {
      Location: `${request.baseUrl}/v2/images/${image.id}`,
      'OpenStack-image-import-methods': 'glance-direct,web-download,copy-image',
      'OpenStack-image-store-ids': stores.map((store) => store.id).join(','),
    },
    body: dumpJson(viewImage(request, image)),
  }
}

/**
 * GET /v2/images/{image_id}
 * @throws HttpError 404
 */
export function showImage(request: GlanceRequest): Answer {
  const image = findImage(request)
  enforceWithImage(request, image, 'get_image')
  return { status: 200, body: dumpJson(viewImage(request, image)) }
}

/**
 * DELETE /v2/images/{image_id}: row first, then the data, so that a crash between them leaves
 * nothing but files for the next start to sweep.
 * @throws HttpError 403 when it is protected or somebody else's, 404
 */
export function deleteImage(request: GlanceRequest): Answer {
  const { service } = request
  const id = request.params.image_id ?? ''
  let image: Image
  try {
    image = findImage(request)
  } catch {
    throw httpError(404, `Failed to find image ${id} to delete`)
  }
  enforceChange(request, image, 'delete_image')
  if (image.protected) throw httpError(403, `Image ${id} is protected and cannot be deleted.`)
  removeImage(service.db, id)
  for (const { store } of image.locations) service.blobs.remove(store, id)
  service.blobs.remove('staging', id)
  service.blobs.remove('cache', id)
  service.db.run('delete from image_cache where image_id = ?', id)
  return { status: 204 }
}
