import type { SqlValue } from '@/lib/localcloud/db'
import { isAdmin, isAllowed, type Subject } from '@/lib/localcloud/policy'
import { httpError } from './http-error'
import { enforce, isVisible } from './image-access'
import { type Image, readImage } from './image-rows'
import { viewImage } from './image-view'
import { type Condition, filterConditions } from './list-filters'
import { type ListQuery, parseListQuery, type SortDirection, type SortKey } from './list-query'
import { dumpJson } from './python-json'
import { urlEncode } from './python-text'
import type { Answer, GlanceRequest, GlanceService } from './service'

/**
 * Which images a subject's list is made of. An administrator has all; others what is public, theirs
 * or shared with them under the wanted membership status.
 * Source: glance/db/sqlalchemy/api.py at 25.1.0, `_select_images_query`.
 */
function scopeCondition(
  who: Subject,
  memberStatus: ListQuery['memberStatus'],
): Condition | undefined {
  if (isAdmin(who)) return undefined
  const values: SqlValue[] = []
  const choices = ["visibility in ('public', 'community')"]
  // Without a project the membership is not narrowed down; the real service does the same.
  let membership = ''
  if (who.projectId !== null) {
    choices.push('owner = ?')
    values.push(who.projectId)
    membership = ' and m.member = ?'
    values.push(who.projectId)
    if (memberStatus !== 'all') {
      membership += ' and m.status = ?'
      values.push(memberStatus)
    }
  }
  choices.push(`visibility = 'shared' and exists (select 1 from image_members m
    where m.image_id = images.id and m.deleted = 0${membership})`)
  return { sql: `(${choices.map((choice) => `(${choice})`).join(' or ')})`, values }
}

/** Community images of others are left out unless they are asked for. */
function visibilityCondition(who: Subject, wanted: string | undefined): Condition | undefined {
  if (wanted === 'all') return undefined
  if (wanted !== undefined) return { sql: 'visibility = ?', values: [wanted] }
  if (who.projectId === null) return { sql: "visibility <> 'community'", values: [] }
  return { sql: "(owner = ? or visibility <> 'community')", values: [who.projectId] }
}

/** Nulls count as nothing when a page begins behind a marker. */
const emptyValue = (key: SortKey) =>
  key === 'size' || key === 'created_at' || key === 'updated_at' ? 0 : ''

/** Rows behind the marker in the order of the sort keys, compared key by key. */
function behindMarker(marker: Image, order: [SortKey, SortDirection][]): Condition {
  const values: SqlValue[] = []
  const steps = order.map((_, at) => {
    const parts = order.slice(0, at + 1).map(([column, way], index) => {
      const isLast = index === at
      const missing = emptyValue(column)
      values.push(missing, marker[column] ?? missing)
      const sign = isLast ? (way === 'desc' ? '<' : '>') : '='
      return `coalesce(${column}, ?) ${sign} ?`
    })
    return `(${parts.join(' and ')})`
  })
  return { sql: `(${steps.join(' or ')})`, values }
}

/** The sort keys with age and id behind them, so that the order is total. */
function fullOrder(query: ListQuery): [SortKey, SortDirection][] {
  const single = query.directions.length === 1 ? query.directions[0] : undefined
  const order = query.sort.map((key, at): [SortKey, SortDirection] => [
    key,
    single ?? query.directions[at] ?? 'desc',
  ])
  for (const key of ['created_at', 'id'] as const) {
    if (!query.sort.includes(key)) order.push([key, single ?? 'desc'])
  }
  return order
}

function markerImage(service: GlanceService, who: Subject, id: string): Image {
  // Longer than any id can be: the real service forgets to fill its sentence in.
  if (id.length > 36) throw httpError(400, 'Image with the given id %(image_id)s was not found')
  const image = readImage(service.db, id)
  if (!image) throw httpError(400, `No image found with ID ${id}`)
  if (!isVisible(service, who, image)) {
    throw httpError(403, `Forbidding request, image ${id} not visible`)
  }
  return image
}

type Row = {
  id: string
  owner: string | null
  visibility: string
  body: string
  stores: string
  status: string
}

function selectRows(request: GlanceRequest, query: ListQuery, limit: number): Row[] {
  const { service, subject } = request
  const order = fullOrder(query)
  const conditions = [
    ...filterConditions(query.filters, query.tags),
    scopeCondition(subject, query.memberStatus),
    visibilityCondition(subject, query.visibility),
    query.marker === undefined
      ? undefined
      : behindMarker(markerImage(service, subject, query.marker), order),
  ].filter((condition) => condition !== undefined)
  return service.db.all<Row>(
    `select id, owner, visibility, status, b.body as body, b.stores as stores
     from images join image_bodies b on b.image_id = images.id
     where ${conditions.map((condition) => condition.sql).join(' and ')}
     order by ${order.map(([key, direction]) => `${key} ${direction}`).join(', ')} limit ?`,
    ...conditions.flatMap((condition) => condition.values),
    limit,
  )
}

/** The stored text serves almost everybody; hidden properties and locations need the image itself. */
function rowText(request: GlanceRequest, row: Row): string {
  const { options } = request.service
  if (options.locations || options.propertyRules.length > 0) {
    const image = readImage(request.service.db, row.id)
    if (image) return dumpJson(viewImage(request, image))
  }
  const isStoreHidden = row.status === 'deactivated' && !isAdmin(request.subject)
  return `${row.body}${isStoreHidden ? '' : row.stores}}`
}

function isReadable(request: GlanceRequest, row: Row): boolean {
  const { service, subject } = request
  const isMember = row.visibility === 'shared' && subject.projectId !== row.owner
  return isAllowed(service.options.policy, 'get_image', subject, {
    projectId: row.owner,
    visibility: row.visibility,
    memberId: isMember ? subject.projectId : null,
  })
}

/**
 * GET /v2/images: filters, sorting, paging.
 * @throws HttpError 400 for parameters, 403 by policy
 */
export function listImages(request: GlanceRequest): Answer {
  const { service, subject } = request
  const query = parseListQuery(request.query)
  const { listDefault, listMax } = service.options.limits
  const limit = Math.min(listMax, query.limit ?? listDefault)
  enforce(request, 'get_images', { projectId: subject.projectId })
  const rows = selectRows(request, query, limit)
  const readable = rows.filter((row) => isReadable(request, row))
  const parameters = request.query.asMap()
  parameters.delete('marker')
  const first = urlEncode(parameters)
  const parts = [
    `"images": [${readable.map((row) => rowText(request, row)).join(', ')}]`,
    `"first": ${JSON.stringify(`/v2/images${first ? `?${first}` : ''}`)}`,
    '"schema": "/v2/schemas/images"',
  ]
  const last = readable.at(-1)
  if (last && rows.length === limit) {
    parameters.set('marker', last.id)
    parts.push(`"next": ${JSON.stringify(`/v2/images?${urlEncode(parameters)}`)}`)
  }
  return { status: 200, body: `{${parts.join(', ')}}` }
}
