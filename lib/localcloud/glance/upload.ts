import { type HttpError, httpError } from './http-error'
import { enforceChange, findImage, NotOwnerError } from './image-access'
import { bodyOf, sufferImageFault } from './image-faults'
import { type Image, type ImageStatus, readImage, saveImage } from './image-rows'
import { enforceImageSize, enforceStaging, enforceUploading } from './quotas'
import { receiveData, refuseAnnounced } from './receive'
import type { Answer, GlanceRequest, GlanceService } from './service'
import { defaultStore, findStore, unknownStore, withLocation } from './stores'
import { virtualSize } from './virtual-size'

/** @throws HttpError 415 for anything but raw bytes */
function requireOctets(request: GlanceRequest): void {
  const type = (request.headers['content-type'] ?? 'text/plain').split(';')[0]?.trim()
  if (type !== 'application/octet-stream') {
    throw httpError(415, `Invalid content type ${type}`)
  }
}

function announcedSize(request: GlanceRequest): number | undefined {
  return Number(request.headers['content-length'] ?? 0) || undefined
}

/** @throws HttpError 409 when the status does not allow the step */
export function refuseTransition(image: Image, to: ImageStatus): void {
  throw httpError(409, `Image status transition from ${image.status} to ${to} is not allowed`)
}

function requireFormats(image: Image): void {
  const missing = (['disk_format', 'container_format'] as const).filter((name) => !image[name])
  if (missing.length === 0) return
  const noun = missing.length === 1 ? 'Property' : 'Properties'
  throw httpError(400, `${noun} ${missing.join(', ')} must be set prior to saving data.`)
}

/** Puts an image whose data did not come whole back to the start. */
export function requeue(service: GlanceService, id: string, from: ImageStatus): void {
  const image = readImage(service.db, id)
  if (!image || image.status !== from) return
  saveImage(service.db, { ...image, status: 'queued', size: null, virtual_size: null }, from)
}

/**
 * Receives the body into a store and makes the image active, if it is still there.
 * @throws HttpError 410 when the image was deleted meanwhile, 413, 503
 */
async function storeBody(
  request: GlanceRequest,
  image: Image,
  store: string,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { service } = request
  const { id, owner } = image
  const blob = await receiveData(service, { area: store, id, owner }, body)
  try {
    const size = virtualSize(image.disk_format, image.container_format, blob.size, blob.readAt)
    const current = readImage(service.db, id)
    if (current?.status !== 'saving') throw deletedMeanwhile(id)
    // The file has its name before the row says active: a crash between leaves an orphan to sweep.
    blob.commit()
    const saved = saveImage(
      service.db,
      {
        ...withLocation(service, current, store),
        status: 'active',
        size: blob.size,
        virtual_size: size,
        checksum: blob.md5,
        os_hash_algo: 'sha512',
        os_hash_value: blob.sha512,
      },
      'saving',
    )
    if (!saved) service.blobs.remove(store, id)
  } catch (error) {
    blob.discard()
    throw error
  }
}

function deletedMeanwhile(id: string): HttpError {
  return httpError(
    410,
    `Image ${id} could not be found after upload. The image may have been deleted during the upload, cleaning up the chunks uploaded.`,
  )
}

/**
 * PUT /v2/images/{image_id}/file: the data in one piece.
 * Source: glance/api/v2/image_data.py at 25.1.0, `upload`.
 * @throws HttpError 400, 403, 404, 409 unless queued, 410 deleted meanwhile, 413, 415, 503
 */
export async function uploadImage(request: GlanceRequest): Promise<Answer> {
  requireOctets(request)
  const { service, subject } = request
  enforceImageSize(service, subject)
  const storeId = String(request.headers['x-image-meta-store'] ?? defaultStore(service).id)
  const store = findStore(service, storeId)
  if (!store) throw httpError(400, unknownStore(storeId))
  const fault = await sufferImageFault(request, 'upload')
  const image = findImage(request)
  try {
    enforceChange(request, image, 'upload_image')
  } catch (error) {
    if (!(error instanceof NotOwnerError)) throw error
    throw httpError(403, `Not allowed to upload image data for image ${image.id}`)
  }
  if (image.status !== 'queued') refuseTransition(image, 'saving')
  requireFormats(image)
  if (store.type === 'http') {
    throw httpError(410, 'Error in store configuration. Adding images to store is disabled.')
  }
  saveImage(service.db, { ...image, status: 'saving' }, 'queued')
  try {
    enforceUploading(service, subject)
    refuseAnnounced(service, image.owner, announcedSize(request))
    await storeBody(request, image, store.id, bodyOf(request.incoming, fault))
  } catch (error) {
    requeue(service, image.id, 'saving')
    throw error
  }
  return { status: 204 }
}

/**
 * PUT /v2/images/{image_id}/stage: the data waits for an import.
 * Source: glance/api/v2/image_data.py at 25.1.0, `stage`.
 * @throws HttpError 403, 404, 409 unless queued, 413, 415, 503
 */
export async function stageImage(request: GlanceRequest): Promise<Answer> {
  requireOctets(request)
  const { service, subject } = request
  enforceStaging(service, subject)
  const fault = await sufferImageFault(request, 'stage')
  const image = findImage(request)
  enforceChange(request, image, 'modify_image')
  if (image.status !== 'queued') refuseTransition(image, 'uploading')
  saveImage(service.db, { ...image, status: 'uploading' }, 'queued')
  const { id, owner } = image
  try {
    enforceUploading(service, subject)
    const body = bodyOf(request.incoming, fault)
    const blob = await receiveData(service, { area: 'staging', id, owner }, body)
    const current = readImage(service.db, id)
    if (current?.status !== 'uploading') {
      blob.discard()
      throw httpError(404, `No image found with ID ${id}`)
    }
    blob.commit()
    saveImage(service.db, { ...current, size: blob.size }, 'uploading')
  } catch (error) {
    requeue(service, id, 'uploading')
    throw error
  }
  return { status: 204 }
}
