import { httpError } from '@/lib/localcloud/glance/http-error'
import { parseLimit } from '@/lib/localcloud/glance/list-query'
import { dumpJson, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { readJsonObject } from '@/lib/localcloud/glance/request-body'
import { validateBody } from '@/lib/localcloud/glance/schema-image'
import { namelessPropertySchema, objectSchema } from '@/lib/localcloud/glance/schemas'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import {
  enforceWithNamespace,
  findNamespace,
  mayWithNamespace,
  objectSentence,
  refuseProtected,
} from './access'
import { type ObjectBody, refuseReadOnly, storing, times, toObject } from './models'
import type { Namespace } from './namespace-rows'
import { insertObject, listObjectRows, type ObjectRow, updateObject } from './rows'

const readOnlyFields = ['self', 'schema', 'created_at', 'updated_at']

function links(space: string, name: string): JsonObject {
  return {
    self: `/v2/metadefs/namespaces/${space}/objects/${name}`,
    schema: '/v2/schemas/metadefs/object',
  }
}

/** An object as it is answered when read. */
export function objectView(space: Namespace, row: ObjectRow): JsonObject {
  return {
    name: row.name,
    required: row.required ? row.required.split(',') : [],
    description: row.description ?? undefined,
    properties: JSON.parse(row.properties) as JsonObject,
    ...times(row),
    ...links(space.namespace, row.name),
  }
}

/** An object as it is answered when written: what did not come in is not shown. */
function writtenView(space: Namespace, body: ObjectBody, row: ObjectRow): JsonObject {
  return { ...body, ...times(row), ...links(space.namespace, body.name) }
}

function findObject(request: GlanceRequest, space: Namespace, name: string): ObjectRow {
  const row = listObjectRows(request.service.db, space).find((object) => object.name === name)
  if (!row) throw httpError(404, `Could not find metadata object ${name}`)
  return row
}

/**
 * GET /v2/metadefs/namespaces/{namespace}/objects. Paging parameters are checked and ignored.
 * @throws HttpError 400, 404
 */
export function listObjects(request: GlanceRequest): Answer {
  const { query, service } = request
  const direction = query.get('sort_dir') ?? 'desc'
  if (direction !== 'asc' && direction !== 'desc') {
    throw httpError(400, `Invalid sort direction: ${direction}`)
  }
  const visibility = query.get('visibility')
  if (visibility && !['public', 'private', 'shared'].includes(visibility)) {
    throw httpError(400, `Invalid visibility value: ${visibility}`)
  }
  const limit = query.get('limit')
  if (limit !== undefined && parseLimit(limit) === 0) {
    throw httpError(400, 'limit param must be positive')
  }
  const space = findNamespace(request, objectSentence)
  enforceWithNamespace(request, space, 'get_metadef_objects')
  const isReadable = mayWithNamespace(request, space, 'get_metadef_object')
  const rows = isReadable ? listObjectRows(service.db, space) : []
  const objects = rows.map((row) => objectView(space, row))
  return { status: 200, body: dumpJson({ objects, schema: 'v2/schemas/metadefs/objects' }) }
}

/**
 * GET /v2/metadefs/namespaces/{namespace}/objects/{object_name}
 * @throws HttpError 404
 */
export function showObject(request: GlanceRequest): Answer {
  const space = findNamespace(request, objectSentence)
  enforceWithNamespace(request, space, 'get_metadef_object')
  const row = findObject(request, space, request.params.object_name ?? '')
  return { status: 200, body: dumpJson(objectView(space, row)) }
}

/**
 * POST /v2/metadefs/namespaces/{namespace}/objects
 * @throws HttpError 400, 403, 404, 409
 */
export async function createObject(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, objectSchema)
  for (const property of Object.values((body.properties ?? {}) as JsonObject)) {
    validateBody(property ?? null, namelessPropertySchema)
  }
  const object = toObject(body)
  const space = findNamespace(request, objectSentence)
  enforceWithNamespace(request, space, 'add_metadef_object')
  storing('create metadata object', () => insertObject(request.service.db, space, object))
  const row = findObject(request, space, object.name)
  return { status: 201, body: dumpJson(writtenView(space, object, row)) }
}

/**
 * PUT /v2/metadefs/namespaces/{namespace}/objects/{object_name}
 * @throws HttpError 400, 403, 404, 409
 */
export async function replaceObject(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, objectSchema)
  const object = toObject(body)
  const space = findNamespace(request, objectSentence)
  enforceWithNamespace(request, space, 'modify_metadef_object')
  const row = findObject(request, space, request.params.object_name ?? '')
  storing('update metadata object', () => updateObject(request.service.db, space, row, object))
  return { status: 200, body: dumpJson(writtenView(space, object, row)) }
}

/**
 * DELETE /v2/metadefs/namespaces/{namespace}/objects/{object_name}
 * @throws HttpError 403, 404
 */
export function deleteObject(request: GlanceRequest): Answer {
  const space = findNamespace(request, objectSentence)
  enforceWithNamespace(request, space, 'delete_metadef_object')
  const row = findObject(request, space, request.params.object_name ?? '')
  refuseProtected(space, `object ${row.name}`)
  request.service.db.run('delete from metadef_objects where id = ?', row.id)
  return { status: 204 }
}
