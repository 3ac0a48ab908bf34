import { refuseFourByteText } from './four-byte'
import { HttpError, httpError } from './http-error'
import { enforceChange, findImage, NotOwnerError } from './image-access'
import { enforceTagLimit } from './image-checks'
import { type Image, saveImage } from './image-rows'
import { validateImage } from './schema-image'
import type { Answer, GlanceRequest } from './service'

function changeableImage(request: GlanceRequest, verb: 'update' | 'delete'): Image {
  const id = request.params.image_id ?? ''
  let image: Image
  try {
    image = findImage(request, id)
  } catch {
    throw httpError(404, `Image ${id} not found.`)
  }
  try {
    enforceChange(request, image, 'modify_image')
  } catch (error) {
    if (error instanceof NotOwnerError) {
      throw httpError(403, `Not allowed to ${verb} tags for image ${id}.`)
    }
    throw error
  }
  return image
}

/**
 * PUT /v2/images/{image_id}/tags/{tag}; a tag that is there already stays.
 * @throws HttpError 400 for a tag that is too long, 403, 404, 413 over the limit
 */
export function addTag(request: GlanceRequest): Answer {
  const tag = request.params.tag ?? ''
  validateImage({ tags: [tag] })
  const image = changeableImage(request, 'update')
  const tags = [...new Set([...image.tags, tag])]
  try {
    enforceTagLimit(tags, request.service.options.limits)
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    throw httpError(413, `Image tag limit exceeded for image ${image.id}: ${error.explanation}:`)
  }
  refuseFourByteText(tag)
  saveImage(request.service.db, { ...image, tags })
  return { status: 204 }
}

/**
 * DELETE /v2/images/{image_id}/tags/{tag}
 * @throws HttpError 403, 404 also for a tag that is not there
 */
export function removeTag(request: GlanceRequest): Answer {
  const tag = request.params.tag ?? ''
  const image = changeableImage(request, 'delete')
  if (!image.tags.includes(tag)) throw httpError(404)
  saveImage(request.service.db, { ...image, tags: image.tags.filter((other) => other !== tag) })
  return { status: 204 }
}
