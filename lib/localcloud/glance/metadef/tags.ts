import { httpError } from '@/lib/localcloud/glance/http-error'
import { parseLimit } from '@/lib/localcloud/glance/list-query'
import { dumpJson, isJsonObject, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { readJsonObject } from '@/lib/localcloud/glance/request-body'
import { validateBody } from '@/lib/localcloud/glance/schema-image'
import { tagListSchema, tagSchema } from '@/lib/localcloud/glance/schemas'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import { enforceWithNamespace, findNamespace, refuseProtected } from './access'
import { refuseReadOnly, storing, times, toTag } from './models'
import type { Namespace } from './namespace-rows'
import { insertTag, listTagRows, renameTag, type TagRow } from './rows'

const readOnlyFields = ['created_at', 'updated_at']
const sortKeys = ['created_at', 'updated_at', 'id', 'name', 'namespace_id']

function findTag(request: GlanceRequest, space: Namespace, name: string): TagRow {
  const row = listTagRows(request.service.db, space).find((tag) => tag.name === name)
  if (!row) throw httpError(404, `Could not find metadata tag ${name}`)
  return row
}

const view = (row: TagRow): JsonObject => ({ name: row.name, ...times(row) })

/**
 * GET /v2/metadefs/namespaces/{namespace}/tags with paging and sorting; newest first.
 * @throws HttpError 400, 404; 500 for an unknown sort key, as the real service
 */
export function listTags(request: GlanceRequest): Answer {
  const { query, service } = request
  const direction = query.get('sort_dir') ?? 'desc'
  if (direction !== 'asc' && direction !== 'desc') {
    throw httpError(400, `Invalid sort direction: ${direction}`)
  }
  const visibility = query.get('visibility')
  if (visibility && !['public', 'private', 'shared'].includes(visibility)) {
    throw httpError(400, `Invalid visibility value: ${visibility}`)
  }
  const limitText = query.get('limit')
  const limit = limitText ? parseLimit(limitText) : -1
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'get_metadef_tags')
  const marker = query.get('marker')
  const last = marker ? findTag(request, space, marker) : undefined
  const key = query.get('sort_key') ?? 'created_at'
  if (!sortKeys.includes(key)) throw httpError(500)
  const keys = [...new Set(key === 'id' ? ['created_at', 'id'] : [key, 'created_at', 'id'])]
  const sign = direction === 'desc' ? '<' : '>'
  const behind = last ? `and (${keys.join(', ')}) ${sign} (${keys.map(() => '?').join(', ')})` : ''
  const values = last
    ? keys.map((name) => (name === 'namespace_id' ? space.id : last[name as keyof TagRow]))
    : []
  const rows = service.db.all<TagRow>(
    `select * from metadef_tags where namespace_id = ? ${behind}
     order by ${keys.map((name) => `${name} ${direction}`).join(', ')} limit ?`,
    space.id,
    ...values,
    limit,
  )
  return { status: 200, body: dumpJson({ tags: rows.map(({ name }) => ({ name })) }) }
}

/** GET /v2/metadefs/namespaces/{namespace}/tags/{tag_name} @throws HttpError 404 */
export function showTag(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'get_metadef_tag')
  return {
    status: 200,
    body: dumpJson(view(findTag(request, space, request.params.tag_name ?? ''))),
  }
}

/**
 * POST /v2/metadefs/namespaces/{namespace}/tags/{tag_name}
 * @throws HttpError 400, 403, 404, 409
 */
export function createTag(request: GlanceRequest): Answer {
  const name = request.params.tag_name ?? ''
  const space = findNamespace(request)
  validateBody({ name }, tagSchema)
  enforceWithNamespace(request, space, 'add_metadef_tag')
  storing('create metadata tag', () => insertTag(request.service.db, space, name))
  return { status: 201, body: dumpJson(view(findTag(request, space, name))) }
}

const trueWords = ['1', 't', 'true', 'on', 'y', 'yes']

/**
 * POST /v2/metadefs/namespaces/{namespace}/tags: replaces all tags, or adds to them when the header
 * X-Openstack-Append says so.
 * @throws HttpError 400, 403, 404, 409
 */
export async function createTags(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, tagListSchema)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'add_metadef_tags')
  if (!Array.isArray(body.tags)) throw httpError(500)
  const names = body.tags.filter(isJsonObject).map(toTag)
  const header = String(request.headers['x-openstack-append'] ?? '')
    .trim()
    .toLowerCase()
  const { db } = request.service
  db.transaction(() => {
    if (names.length === 0) return
    if (!trueWords.includes(header)) {
      db.run('delete from metadef_tags where namespace_id = ?', space.id)
    }
    for (const name of names) insertTag(db, space, name)
  })
  return { status: 201, body: dumpJson({ tags: names.map((name) => ({ name })) }) }
}

/**
 * PUT /v2/metadefs/namespaces/{namespace}/tags/{tag_name}
 * @throws HttpError 400, 403, 404, 409
 */
export async function replaceTag(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, tagSchema)
  const name = toTag(body)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'modify_metadef_tag')
  const row = findTag(request, space, request.params.tag_name ?? '')
  storing('update metadata tag', () => renameTag(request.service.db, space, row, name))
  return { status: 200, body: dumpJson(view({ ...row, name })) }
}

/**
 * DELETE /v2/metadefs/namespaces/{namespace}/tags/{tag_name}
 * @throws HttpError 403, 404
 */
export function deleteTag(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'delete_metadef_tag')
  const row = findTag(request, space, request.params.tag_name ?? '')
  refuseProtected(space, `tag ${row.name}`)
  request.service.db.run('delete from metadef_tags where id = ?', row.id)
  return { status: 204 }
}
