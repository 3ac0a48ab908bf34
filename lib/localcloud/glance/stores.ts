import { httpError } from './http-error'
import { enforceWithImage, findImage, requireOwner } from './image-access'
import { type Image, saveImage } from './image-rows'
import type { Answer, GlanceRequest, GlanceService, Store } from './service'

/** The store that takes data when nobody names one. */
export function defaultStore(service: GlanceService): Store {
  const store = service.options.stores.find((candidate) => candidate.isDefault)
  if (!store) throw new Error('No default store is set up')
  return store
}

/** Finds a store by its id. */
export function findStore(service: GlanceService, id: string): Store | undefined {
  return service.options.stores.find((store) => store.id === id)
}

/** The sentence for a store that does not exist. */
export function unknownStore(id: string): string {
  return `Store for identifier ${id} not found`
}

/** Adds a copy of the data to an image's list of places. */
export function withLocation(service: GlanceService, image: Image, store: string): Image {
  const url = `file://${service.blobs.folder(store)}/${image.id}`
  return { ...image, locations: [...image.locations, { store, url, metadata: { store } }] }
}

/**
 * DELETE /v2/stores/{store_id}/{image_id}: removes one copy, never the last.
 * Source: glance/api/v2/images.py at 25.1.0, `delete_from_store`.
 * @throws HttpError 403 by policy or for the last copy, 404, 409
 */
export function deleteFromStore(request: GlanceRequest): Answer {
  const { service } = request
  const { store_id: storeId = '', image_id: id = '' } = request.params
  if (!findStore(service, storeId)) {
    throw httpError(409, `The selected store ${storeId} is not available on this node.`)
  }
  let image: Image
  try {
    image = findImage(request, id)
  } catch {
    throw httpError(404, `Failed to find image ${id}`)
  }
  enforceWithImage(request, image, 'get_image_location')
  enforceWithImage(request, image, 'delete_image_location')
  requireOwner(request, image)
  if (image.status !== 'active') {
    throw httpError(
      409,
      "It's not allowed to remove image data from store if image status is not 'active'",
    )
  }
  if (image.locations.length === 1) {
    throw httpError(
      403,
      'Cannot delete image data from the only store containing it. Consider deleting the image instead.',
    )
  }
  const at = image.locations.findIndex((location) => location.store === storeId)
  if (at < 0) throw httpError(404, `Image ${id} is not stored in store ${storeId}.`)
  saveImage(service.db, { ...image, locations: image.locations.toSpliced(at, 1) })
  service.blobs.remove(storeId, id)
  return { status: 204 }
}
