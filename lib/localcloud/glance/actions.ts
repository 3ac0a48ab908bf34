import { httpError } from './http-error'
import { enforceChange, findImage } from './image-access'
import { saveImage } from './image-rows'
import type { Answer, GlanceRequest } from './service'

/**
 * POST /v2/images/{image_id}/actions/deactivate: the data can no longer be downloaded.
 * @throws HttpError 403 in a status other than active and deactivated, 404
 */
export function deactivateImage(request: GlanceRequest): Answer {
  const image = findImage(request)
  enforceChange(request, image, 'deactivate')
  if (image.status === 'active') {
    saveImage(request.service.db, { ...image, status: 'deactivated' }, 'active')
  } else if (image.status !== 'deactivated') {
    throw httpError(403, `Not allowed to deactivate image in status '${image.status}'`)
  }
  return { status: 204 }
}

/**
 * POST /v2/images/{image_id}/actions/reactivate
 * @throws HttpError 403 in a status other than active and deactivated, 404
 */
export function reactivateImage(request: GlanceRequest): Answer {
  const image = findImage(request)
  enforceChange(request, image, 'reactivate')
  if (image.status === 'deactivated') {
    saveImage(request.service.db, { ...image, status: 'active' }, 'deactivated')
  } else if (image.status !== 'active') {
    throw httpError(403, `Not allowed to reactivate image in status '${image.status}'`)
  }
  return { status: 204 }
}
