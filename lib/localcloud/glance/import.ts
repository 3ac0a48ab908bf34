import { now } from './clock'
import { importMethods } from './discovery'
import { httpError } from './http-error'
import { enforceChange, enforceWithImage, findImage } from './image-access'
import { sufferImageFault } from './image-faults'
import type { Image } from './image-rows'
import { saveImage } from './image-rows'
import { type ImportMethod, runImport } from './import-job'
import { isJsonObject, type JsonObject } from './python-json'
import { enforceImageSize } from './quotas'
import { readJsonObject } from './request-body'
import type { Answer, GlanceRequest } from './service'
import { defaultStore, findStore, unknownStore } from './stores'
import { insertTask, readTask, updateTask } from './task-rows'
import { allowedUri } from './uri-filter'

const lockKey = 'os_glance_import_task'

/** A lock is taken over after an hour; a task that never began gets two. */
const lockLife = 3600 * 1e6

type ImportBody = { method: ImportMethod; uri: string | undefined; body: JsonObject }

function parseBody(body: JsonObject): ImportBody {
  const { method } = body
  if (method === undefined) throw httpError(400, "Import request requires a 'method' field.")
  if (!isJsonObject(method)) throw httpError(500)
  const { name, uri } = method
  if (name === undefined) throw httpError(400, "Import request requires a 'name' field.")
  if (!importMethods.includes(String(name))) {
    throw httpError(400, `Unknown import method name '${name ?? 'None'}'.`)
  }
  for (const flag of ['all_stores_must_succeed', 'all_stores']) {
    if (body[flag] !== undefined && typeof body[flag] !== 'boolean') {
      throw httpError(400, `'${flag}' must be boolean value only`)
    }
  }
  return {
    method: name as ImportMethod,
    uri: uri === undefined || uri === null ? undefined : String(uri),
    body,
  }
}

/** Each method starts from one status. @throws HttpError 409 */
function requireStatus(image: Image, method: ImportMethod): void {
  if (image.status === 'active' && method !== 'copy-image') {
    throw httpError(409, 'Image with status active cannot be target for import')
  }
  if (image.status !== 'active' && method === 'copy-image') {
    throw httpError(409, 'Only images with status active can be targeted for copying')
  }
  if (image.status !== 'queued' && method === 'web-download') {
    throw httpError(409, `Image needs to be in 'queued' state to use '${method}' method`)
  }
  if (image.status !== 'uploading' && method === 'glance-direct') {
    throw httpError(409, "Image needs to be staged before 'glance-direct' method can be used")
  }
  for (const name of ['container_format', 'disk_format'] as const) {
    if (!image[name]) throw httpError(409, `'${name}' needs to be set before import`)
  }
}

/** @throws HttpError 409 while another import holds the image */
function requireUnlocked(request: GlanceRequest, image: Image): void {
  const { db } = request.service
  const holder = image.properties[lockKey]
  if (holder === undefined) return
  const task = holder === null ? undefined : readTask(db, holder)
  const life = task?.status === 'pending' ? 2 * lockLife : lockLife
  if (task && now() - task.updated_at < life) throw httpError(409, 'Image has active task')
  if (task && (task.status === 'pending' || task.status === 'processing')) {
    updateTask(db, task.id, { status: 'failure', message: 'Expired lock preempted' })
  }
}

/** Which stores the data goes to. @throws HttpError 400, 409 for an unknown one */
function targetStores(request: GlanceRequest, body: JsonObject): string[] {
  const { service } = request
  const header = request.headers['x-image-meta-store']
  if (body.all_stores === true) {
    if (body.stores !== undefined || header !== undefined) {
      throw httpError(
        400,
        "All_stores parameter can't be used with x-image-meta-store header or stores parameter",
      )
    }
    return service.options.stores.filter(({ type }) => type === 'file').map(({ id }) => id)
  }
  if (body.stores !== undefined && header !== undefined) {
    throw httpError(400, "Stores parameter and x-image-meta-store header can't be both specified")
  }
  const stores = Array.isArray(body.stores)
    ? body.stores.map(String)
    : [String(header ?? defaultStore(service).id)]
  for (const store of stores) {
    if (!findStore(service, store)) throw httpError(409, unknownStore(store))
  }
  return stores
}

/** A copy leaves out stores that have the data; naming one is an error. */
function copyTargets(image: Image, stores: string[], all: boolean): string[] {
  const present = new Set(image.locations.map(({ store }) => store))
  if (all) return stores.filter((store) => !present.has(store))
  const taken = stores.find((store) => present.has(store))
  if (taken) throw httpError(400, `Image is already present at store '${taken}'`)
  return stores
}

/**
 * POST /v2/images/{image_id}/import: accepts the work and answers before it is done.
 * Source: glance/api/v2/images.py at 25.1.0, `import_image`.
 * @throws HttpError 400, 403, 404, 409, 413
 */
export async function importImage(request: GlanceRequest): Promise<Answer> {
  const { service, subject } = request
  const { method, uri, body } = parseBody(await readJsonObject(request))
  enforceImageSize(service, subject)
  const isFetchable =
    method !== 'web-download' ||
    (await allowedUri(uri ?? '', service.options.webDownloadAllow)) !== undefined
  await sufferImageFault(request, 'import')
  const image = findImage(request)
  requireStatus(image, method)
  if (method === 'copy-image') enforceWithImage(request, image, 'copy_image')
  else enforceChange(request, image, 'modify_image')
  requireUnlocked(request, image)
  const wanted = targetStores(request, body)
  const isCopy = method === 'copy-image'
  const stores = isCopy ? copyTargets(image, wanted, body.all_stores === true) : wanted
  if (isCopy && stores.length === 0) return { status: 202 }
  if (!isFetchable) {
    throw httpError(400, `URI for web-download does not pass filtering: ${uri ?? 'None'}`)
  }
  const task = service.db.transaction(() => {
    const added = insertTask(service.db, {
      type: 'api_image_import',
      owner: subject.projectId ?? '',
      input: { image_id: image.id, import_req: body, backend: stores },
      image_id: image.id,
      request_id: request.requestId,
      user_id: subject.userId,
    })
    saveImage(service.db, { ...image, properties: { ...image.properties, [lockKey]: added.id } })
    return added
  })
  const job = {
    task: task.id,
    image: image.id,
    project: subject.projectId,
    method,
    uri: uri ?? '',
    // Glance takes them as they are configured or named, and promises no order. Its public test
    // suite awaits the names in order of the alphabet.
    stores: [...stores].sort(),
    mustAllSucceed: body.all_stores_must_succeed !== false,
  }
  // The answer goes out first, so that the client sees 202 before anything changes.
  service.background(new Promise((go) => setImmediate(go)).then(() => runImport(service, job)))
  return { status: 202 }
}
