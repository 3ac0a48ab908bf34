import { isAdmin, isAllowed, type PolicyRule } from '@/lib/localcloud/policy'
import { isoTime, now } from './clock'
import { refuseFourByteValues } from './four-byte'
import { HttpError, httpError } from './http-error'
import { enforceWithImage, findImage, imageTarget, policyRefusal } from './image-access'
import type { Image } from './image-rows'
import { dumpJson, isJsonObject, type JsonObject } from './python-json'
import { readJson } from './request-body'
import type { Answer, GlanceRequest } from './service'

type MemberRow = { member: string; status: string; created_at: number; updated_at: number }

/** A refusal of the service itself, not of the policy: callers put their own sentence over it. */
class RefusedError extends Error {}

function lookupImage(request: GlanceRequest): Image {
  const id = request.params.image_id ?? ''
  try {
    return findImage(request, id)
  } catch {
    throw httpError(404, `Image ${id} not found.`)
  }
}

/** @throws RefusedError for an image that is not shared, or that others must manage */
function checkImage(
  request: GlanceRequest,
  image: Image,
  action: 'read' | 'create' | 'update' | 'delete',
): void {
  if (image.visibility !== 'shared') throw new RefusedError('Only shared images have members.')
  const { service, subject } = request
  if (service.options.policy === 'new' || isAdmin(subject)) return
  const isOwner = image.owner !== null && image.owner === subject.projectId
  if (action === 'create' && !isOwner) throw new RefusedError()
  if (action === 'update' && subject.projectId === image.owner) throw new RefusedError()
  if (action === 'delete' && subject.projectId !== image.owner) throw new RefusedError()
}

/** Members have rules of their own, behind the right to see the image at all. */
function enforceMember(request: GlanceRequest, image: Image, rule: PolicyRule): void {
  enforceWithImage(request, image, 'get_image')
  const { service, subject } = request
  if (!isAllowed(service.options.policy, rule, subject, imageTarget(subject, image))) {
    throw policyRefusal(rule)
  }
}

/** A project sees its own row; the owner and an administrator see all. */
function visibleRows(request: GlanceRequest, image: Image, member?: string): MemberRow[] {
  const { subject, service } = request
  const rows = service.db.all<MemberRow>(
    `select member, status, created_at, updated_at from image_members
     where image_id = ? and deleted = 0 order by rowid`,
    image.id,
  )
  const seesAll = isAdmin(subject) || image.owner === subject.projectId
  return rows.filter(
    (row) =>
      (seesAll || row.member === subject.projectId) &&
      (member === undefined || row.member === member),
  )
}

function findMember(request: GlanceRequest, image: Image, member: string): MemberRow {
  enforceMember(request, image, 'get_member')
  const row = visibleRows(request, image, member)[0]
  if (row) return row
  throw httpError(404, `${member} not found in the member list of the image ${image.id}.`)
}

function view(image: Image, row: MemberRow): JsonObject {
  return {
    member_id: row.member,
    image_id: image.id,
    status: row.status,
    created_at: isoTime(row.created_at),
    updated_at: isoTime(row.updated_at),
    schema: '/v2/schemas/member',
  }
}

/** Runs a handler whose own refusals are told in the sentence of the operation. */
function withSentence<Result>(sentence: (inner: string) => string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RefusedError) throw httpError(403, sentence(error.message))
    throw error
  }
}

/**
 * GET /v2/images/{image_id}/members
 * @throws HttpError 403 for an image that is not shared, 404
 */
export function listMembers(request: GlanceRequest): Answer {
  const image = lookupImage(request)
  const refusal = (inner: string) => `Not allowed to list members for image ${image.id}: ${inner}`
  return withSentence(refusal, () => {
    checkImage(request, image, 'read')
    enforceMember(request, image, 'get_members')
    const target = imageTarget(request.subject, image)
    const { policy } = request.service.options
    const rows = isAllowed(policy, 'get_member', request.subject, target)
      ? visibleRows(request, image)
      : []
    const members = rows.map((row) => view(image, row))
    return { status: 200, body: dumpJson({ members, schema: '/v2/schemas/members' }) }
  })
}

/**
 * GET /v2/images/{image_id}/members/{member_id}; every refusal looks like a missing member.
 * @throws HttpError 404
 */
export function showMember(request: GlanceRequest): Answer {
  const image = lookupImage(request)
  try {
    checkImage(request, image, 'read')
    const row = findMember(request, image, request.params.member_id ?? '')
    return { status: 200, body: dumpJson(view(image, row)) }
  } catch (error) {
    if (error instanceof RefusedError) throw httpError(404, error.message)
    if (error instanceof HttpError && error.status === 403) throw httpError(404, error.explanation)
    throw error
  }
}

async function readMemberId(request: GlanceRequest): Promise<string> {
  const body = await readJson(request)
  if (!isJsonObject(body)) {
    throw httpError(400, 'Expected a member in the form: {"member": "image_id"}')
  }
  if (body.member === undefined) throw httpError(400, 'Member to be added not specified')
  if (!body.member) throw httpError(400, "Member can't be empty")
  return typeof body.member === 'string' ? body.member : JSON.stringify(body.member)
}

function enforceMemberLimit(request: GlanceRequest, image: Image): void {
  const { db, options } = request.service
  const maximum = options.limits.members
  const row = db.get<{ count: number }>(
    'select count(*) as count from image_members where image_id = ? and deleted = 0',
    image.id,
  )
  const attempted = (row?.count ?? 0) + 1
  if (maximum < 0 || attempted <= maximum) return
  throw httpError(
    413,
    `Image member limit exceeded for image ${image.id}: The limit has been exceeded on the number of allowed image members for this image. Attempted: ${attempted}, Maximum: ${maximum}:`,
  )
}

/**
 * POST /v2/images/{image_id}/members. Whether the project exists is not asked, as in Glance.
 * @throws HttpError 400, 403, 404, 409 for a member that is there already, 413 over the limit
 */
export async function addMember(request: GlanceRequest): Promise<Answer> {
  const member = await readMemberId(request)
  const image = lookupImage(request)
  const { db } = request.service
  return withSentence(
    () => `Not allowed to create members for image ${image.id}.`,
    () => {
      checkImage(request, image, 'create')
      enforceMember(request, image, 'add_member')
      enforceMemberLimit(request, image)
      if (visibleRows(request, image, member).length > 0) {
        throw httpError(409, `Member ${member} is duplicated for image ${image.id}`)
      }
      refuseFourByteValues({ member })
      const at = now()
      db.run(
        `insert into image_members (image_id, member, status, created_at, updated_at)
       values (?, ?, 'pending', ?, ?) on conflict (image_id, member)
       do update set status = 'pending', deleted = 0, updated_at = excluded.updated_at`,
        image.id,
        member,
        at,
        at,
      )
      const row = visibleRows(request, image, member)[0]
      if (!row) throw httpError(404)
      return { status: 200, body: dumpJson(view(image, row)) }
    },
  )
}

/**
 * PUT /v2/images/{image_id}/members/{member_id}: the member answers the offer.
 * @throws HttpError 400 for an unknown status, 403 for the owner, 404
 */
export async function updateMember(request: GlanceRequest): Promise<Answer> {
  const body = await readJson(request)
  if (!isJsonObject(body)) {
    throw httpError(400, 'Expected a status in the form: {"status": "status"}')
  }
  if (body.status === undefined) throw httpError(400, 'Status not specified')
  const status = body.status
  const image = lookupImage(request)
  return withSentence(
    () => `Not allowed to update members for image ${image.id}.`,
    () => {
      checkImage(request, image, 'update')
      const row = findMember(request, image, request.params.member_id ?? '')
      enforceMember(request, image, 'modify_member')
      if (status !== 'pending' && status !== 'accepted' && status !== 'rejected') {
        throw httpError(
          400,
          'Incorrect request: Status must be "pending", "accepted" or "rejected".',
        )
      }
      const changed = { ...row, status, updated_at: now() }
      request.service.db.run(
        'update image_members set status = ?, updated_at = ? where image_id = ? and member = ?',
        status,
        changed.updated_at,
        image.id,
        row.member,
      )
      return { status: 200, body: dumpJson(view(image, changed)) }
    },
  )
}

/**
 * DELETE /v2/images/{image_id}/members/{member_id}
 * @throws HttpError 403 for a member that wants out, 404
 */
export function removeMember(request: GlanceRequest): Answer {
  const image = lookupImage(request)
  return withSentence(
    () => `Not allowed to delete members for image ${image.id}.`,
    () => {
      checkImage(request, image, 'delete')
      const row = findMember(request, image, request.params.member_id ?? '')
      enforceMember(request, image, 'delete_member')
      request.service.db.run(
        'update image_members set deleted = 1 where image_id = ? and member = ?',
        image.id,
        row.member,
      )
      return { status: 204, headers: { 'Content-Type': '' } }
    },
  )
}
