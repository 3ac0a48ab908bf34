import {
  isAdmin,
  isAllowed,
  type PolicyRule,
  type PolicyTarget,
  type Subject,
} from '@/lib/localcloud/policy'
import { HttpError, httpError } from './http-error'
import { type Image, readImage } from './image-rows'
import type { GlanceRequest, GlanceService } from './service'

/** The refusal of the ownership check that the older policy leaves to the service itself. */
export class NotOwnerError extends HttpError {
  constructor() {
    super(403, { explanation: 'You do not own this image' })
  }
}

/**
 * Whether an image exists for a subject. Members of a shared image count whatever their status.
 * Source: glance/db/utils.py at 25.1.0, `is_image_visible`.
 */
export function isVisible(service: GlanceService, who: Subject, image: Image): boolean {
  if (isAdmin(who) || image.owner === null) return true
  if (image.visibility === 'public' || image.visibility === 'community') return true
  if (who.projectId === null) return false
  if (who.projectId === image.owner) return true
  if (image.visibility !== 'shared') return false
  const member = service.db.get(
    'select 1 from image_members where image_id = ? and member = ? and deleted = 0',
    image.id,
    who.projectId,
  )
  return member !== undefined
}

/**
 * Reads an image for a request.
 * @throws HttpError 404 when it does not exist or the subject may not see it
 */
export function findImage(request: GlanceRequest, id = request.params.image_id ?? ''): Image {
  const image = readImage(request.service.db, id)
  if (!image || !isVisible(request.service, request.subject, image)) {
    throw httpError(404, `No image found with ID ${id}`)
  }
  return image
}

/** What policy rules look at. */
export function imageTarget(who: Subject, image: Image): PolicyTarget {
  const isMember = image.visibility === 'shared' && who.projectId !== image.owner
  return {
    projectId: image.owner,
    visibility: image.visibility,
    memberId: isMember ? who.projectId : null,
  }
}

/** The refusal of a policy rule. */
export function policyRefusal(rule: PolicyRule): HttpError {
  return httpError(403, `You are not authorized to complete ${rule} action.`)
}

/** Asks the policy about an image without refusing. */
export function mayWithImage(request: GlanceRequest, image: Image, rule: PolicyRule): boolean {
  const { service, subject } = request
  return isAllowed(service.options.policy, rule, subject, imageTarget(subject, image))
}

/**
 * Asks the policy about an image.
 * @throws HttpError 404 when the subject may not even read the image, else 403
 */
export function enforceWithImage(request: GlanceRequest, image: Image, rule: PolicyRule): void {
  if (mayWithImage(request, image, rule)) return
  if (rule === 'get_image' || !mayWithImage(request, image, 'get_image')) throw httpError(404)
  throw policyRefusal(rule)
}

/**
 * Asks the policy about something that is no image.
 * @throws HttpError 403
 */
export function enforce(request: GlanceRequest, rule: PolicyRule, target: PolicyTarget = {}): void {
  const { service, subject } = request
  if (!isAllowed(service.options.policy, rule, subject, target)) throw policyRefusal(rule)
}

/**
 * Under the older policy only the owner and an administrator may change an image; the new one says
 * so in its rules. Source: glance/api/v2/policy.py at 25.1.0, `check_is_image_mutable`.
 * @throws NotOwnerError
 */
export function requireOwner(request: GlanceRequest, image: Image): void {
  const { service, subject } = request
  if (service.options.policy === 'new' || isAdmin(subject)) return
  if (image.owner === null || image.owner !== subject.projectId) throw new NotOwnerError()
}

/**
 * The check in front of every change of an image: rule, then ownership.
 * @throws HttpError 403 or 404
 */
export function enforceChange(request: GlanceRequest, image: Image, rule: PolicyRule): void {
  enforceWithImage(request, image, rule)
  requireOwner(request, image)
}
