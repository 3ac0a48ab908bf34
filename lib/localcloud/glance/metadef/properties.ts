import { httpError } from '@/lib/localcloud/glance/http-error'
import { dumpJson, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { readJsonObject } from '@/lib/localcloud/glance/request-body'
import { validateBody } from '@/lib/localcloud/glance/schema-image'
import { propertySchema } from '@/lib/localcloud/glance/schemas'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import { enforceWithNamespace, findNamespace, refuseProtected } from './access'
import { refuseReadOnly, storing, toProperty } from './models'
import type { Namespace } from './namespace-rows'
import {
  insertProperty,
  listAssociationRows,
  listPropertyRows,
  type PropertyRow,
  updateProperty,
} from './rows'

const readOnlyFields = ['created_at', 'updated_at']

/** All properties of a namespace by name; undefined when it has none. */
export function propertyViews(request: GlanceRequest, space: Namespace): JsonObject | undefined {
  const rows = listPropertyRows(request.service.db, space)
  if (rows.length === 0) return undefined
  return Object.fromEntries(rows.map(({ name, body }) => [name, JSON.parse(body) as JsonObject]))
}

function singleView(row: PropertyRow): JsonObject {
  return { name: row.name, ...(JSON.parse(row.body) as JsonObject) }
}

function findProperty(request: GlanceRequest, space: Namespace, name: string): PropertyRow {
  const row = listPropertyRows(request.service.db, space).find((found) => found.name === name)
  if (!row) throw httpError(404, `Could not find property ${name}`)
  return row
}

/** With a resource type the name comes with that type's prefix. @throws HttpError 404 */
function withoutPrefix(
  request: GlanceRequest,
  space: Namespace,
  name: string,
  resourceType: string,
): string {
  const { db } = request.service
  if (!db.get('select 1 from metadef_resource_types where name = ?', resourceType)) {
    throw httpError(
      404,
      `The metadata definition resource-type with name=${resourceType}, was not found.`,
    )
  }
  const association = listAssociationRows(db, space).find((row) => row.name === resourceType)
  if (!association) {
    throw httpError(
      404,
      `The metadata definition resource-type association of resource-type=${resourceType} to namespace=${space.namespace}, was not found.`,
    )
  }
  const { prefix } = association
  if (prefix && name.startsWith(prefix)) return name.slice(prefix.length)
  throw httpError(
    404,
    `Property ${name} does not start with the expected resource type association prefix of '${prefix ?? 'None'}'.`,
  )
}

/** GET /v2/metadefs/namespaces/{namespace}/properties @throws HttpError 404 */
export function listProperties(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'get_metadef_properties')
  return { status: 200, body: dumpJson({ properties: propertyViews(request, space) ?? {} }) }
}

/**
 * GET /v2/metadefs/namespaces/{namespace}/properties/{property_name}
 * @throws HttpError 404; 500 for a parameter other than `resource_type`, as the real service
 */
export function showProperty(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'get_metadef_property')
  let name = request.params.property_name ?? ''
  const resourceType = request.query.get('resource_type')
  if (resourceType === undefined && request.query.asMap().size > 0) throw httpError(500)
  if (resourceType) {
    enforceWithNamespace(request, space, 'get_metadef_resource_type')
    name = withoutPrefix(request, space, name, resourceType)
  }
  return { status: 200, body: dumpJson(singleView(findProperty(request, space, name))) }
}

async function readProperty(request: GlanceRequest): Promise<JsonObject> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, propertySchema)
  return toProperty(body)
}

/**
 * POST /v2/metadefs/namespaces/{namespace}/properties
 * @throws HttpError 400, 403, 404, 409
 */
export async function createProperty(request: GlanceRequest): Promise<Answer> {
  const property = await readProperty(request)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'add_metadef_property')
  storing('create metadata property', () =>
    insertProperty(request.service.db, space, String(property.name), property),
  )
  return { status: 201, body: dumpJson(property) }
}

/**
 * PUT /v2/metadefs/namespaces/{namespace}/properties/{property_name}
 * @throws HttpError 400, 403, 404, 409
 */
export async function replaceProperty(request: GlanceRequest): Promise<Answer> {
  const property = await readProperty(request)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'modify_metadef_property')
  const row = findProperty(request, space, request.params.property_name ?? '')
  storing('update metadata property', () =>
    updateProperty(request.service.db, space, row, String(property.name), property),
  )
  return { status: 200, body: dumpJson(property) }
}

/**
 * DELETE /v2/metadefs/namespaces/{namespace}/properties/{property_name}
 * @throws HttpError 403, 404
 */
export function deleteProperty(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'remove_metadef_property')
  const row = findProperty(request, space, request.params.property_name ?? '')
  refuseProtected(space, `property ${row.name}`)
  request.service.db.run('delete from metadef_properties where id = ?', row.id)
  return { status: 204 }
}
