import { httpError } from '@/lib/localcloud/glance/http-error'
import { enforce } from '@/lib/localcloud/glance/image-access'
import { dumpJson, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { readJsonObject } from '@/lib/localcloud/glance/request-body'
import { validateBody } from '@/lib/localcloud/glance/schema-image'
import { namespaceSchema } from '@/lib/localcloud/glance/schemas'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import { enforceWithNamespace, findNamespace, ownSentence, refuseProtected } from './access'
import {
  refuseReadOnly,
  storing,
  times,
  toAssociation,
  toObject,
  toProperties,
  toTag,
} from './models'
import { insertNamespace, type Namespace, readNamespace, updateNamespace } from './namespace-rows'
import { objectView } from './objects'
import { propertyViews } from './properties'
import { associationView } from './resource-types'
import {
  insertAssociation,
  insertObject,
  insertProperty,
  insertTag,
  listAssociationRows,
  listObjectRows,
  listTagRows,
} from './rows'

const readOnlyFields = ['self', 'schema', 'created_at', 'updated_at']

/** A namespace with whatever parts are to be shown, in the order Glance answers them. */
export function namespaceView(space: Namespace, parts: JsonObject = {}): JsonObject {
  return {
    namespace: space.namespace,
    display_name: space.display_name ?? undefined,
    description: space.description ?? undefined,
    visibility: space.visibility,
    protected: space.protected === 1,
    owner: space.owner,
    ...times(space),
    resource_type_associations: parts.resource_type_associations,
    properties: parts.properties,
    objects: parts.objects,
    tags: parts.tags,
    self: `/v2/metadefs/namespaces/${space.namespace}`,
    schema: '/v2/schemas/metadefs/namespace',
  }
}

const some = (list: Json[]): Json[] | undefined => (list.length > 0 ? list : undefined)

function prefixed(properties: Json | undefined, prefix: string): JsonObject {
  return Object.fromEntries(
    Object.entries((properties ?? {}) as JsonObject).map(([name, body]) => [prefix + name, body]),
  )
}

/**
 * GET /v2/metadefs/namespaces/{namespace}, with `resource_type` names carry that type's prefix.
 * @throws HttpError 404; 500 for another parameter, as the real service
 */
export function showNamespace(request: GlanceRequest): Answer {
  const { query, service } = request
  const visibility = query.get('visibility')
  if (visibility && visibility !== 'public' && visibility !== 'private') {
    throw httpError(400, `Invalid visibility value: ${visibility}`)
  }
  const space = findNamespace(request, ownSentence)
  enforceWithNamespace(request, space, 'get_metadef_namespace')
  const rules = ['get_metadef_objects', 'get_metadef_properties', 'get_metadef_tags'] as const
  enforceWithNamespace(request, space, 'list_metadef_resource_types')
  for (const rule of rules) enforceWithNamespace(request, space, rule)
  const resourceType = query.get('resource_type')
  if (resourceType === undefined && query.asMap().size > 0) throw httpError(500)
  const associations = listAssociationRows(service.db, space)
  const prefix = associations.find((row) => row.name === resourceType)?.prefix ?? ''
  const properties = propertyViews(request, space)
  const objects = listObjectRows(service.db, space).map((row) => {
    const object = objectView(space, row)
    if (!prefix) return object
    const required = (object.required as string[]).map((name) => prefix + name)
    return { ...object, required, properties: prefixed(object.properties, prefix) }
  })
  const body = namespaceView(space, {
    resource_type_associations: some(associations.map(associationView)),
    properties: properties && prefix ? prefixed(properties, prefix) : properties,
    objects: some(objects),
    tags: some(listTagRows(service.db, space).map(({ name }) => ({ name }))),
  })
  return { status: 200, body: dumpJson(body) }
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
const optionalText = (value: Json | undefined) => (typeof value === 'string' ? value : null)

/**
 * POST /v2/metadefs/namespaces, with all its parts; all or nothing.
 * @throws HttpError 400, 403, 409
 */
export async function createNamespace(request: GlanceRequest): Promise<Answer> {
  const { service, subject } = request
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, namespaceSchema)
  const associations = list(body.resource_type_associations).map(toAssociation)
  const properties = toProperties(body.properties)
  const objects = list(body.objects).map(toObject)
  const tags = list(body.tags).map(toTag)
  const target = { projectId: subject.projectId }
  enforce(request, 'add_metadef_namespace', target)
  const name = String(body.namespace)
  const { db } = service
  const space = db.transaction(() => {
    storing('create metadata namespace', () =>
      insertNamespace(db, {
        namespace: name,
        display_name: optionalText(body.display_name),
        description: optionalText(body.description),
        visibility: optionalText(body.visibility) ?? 'private',
        protected: body.protected === true ? 1 : 0,
        owner: optionalText(body.owner) ?? subject.projectId ?? '',
      }),
    )
    const created = readNamespace(db, name)
    if (!created) throw httpError(500)
    storing('create metadata namespace', () => {
      for (const association of associations) insertAssociation(db, created, association)
      for (const object of objects) insertObject(db, created, object)
      for (const tag of tags) insertTag(db, created, tag)
      for (const [key, property] of Object.entries(properties ?? {})) {
        insertProperty(db, created, key, property as JsonObject)
      }
    })
    return created
  })
  const parts = {
    resource_type_associations: body.resource_type_associations && associations,
    properties,
    objects: body.objects && (objects as Json[]),
    tags: body.tags && tags.map((tag) => ({ name: tag })),
  }
  return {
    status: 201,
    headers: { Location: `${request.baseUrl}/v2/metadefs/namespaces/${encodeURIComponent(name)}` },
    body: dumpJson(namespaceView(space, parts)),
  }
}

/**
 * PUT /v2/metadefs/namespaces/{namespace}: what is left out gets its default.
 * @throws HttpError 400, 403, 404, 409
 */
export async function replaceNamespace(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, readOnlyFields)
  validateBody(body, namespaceSchema)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'modify_metadef_namespace')
  const changed: Namespace = {
    ...space,
    namespace: String(body.namespace),
    display_name: optionalText(body.display_name),
    description: optionalText(body.description),
    visibility: optionalText(body.visibility) ?? 'private',
    protected: body.protected === true ? 1 : 0,
    owner: optionalText(body.owner) || (request.subject.projectId ?? space.owner),
  }
  storing('update metadata namespace', () => updateNamespace(request.service.db, changed))
  return { status: 200, body: dumpJson(namespaceView(changed)) }
}

/** DELETE /v2/metadefs/namespaces/{namespace} @throws HttpError 403, 404 */
export function deleteNamespace(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'delete_metadef_namespace')
  refuseProtected(space, `namespace ${space.namespace}`)
  request.service.db.run('delete from metadef_namespaces where id = ?', space.id)
  return { status: 204 }
}

const contents = {
  objects: 'metadef_objects',
  properties: 'metadef_properties',
  tags: 'metadef_tags',
} as const

/**
 * DELETE /v2/metadefs/namespaces/{namespace}/objects, /properties or /tags: all of a kind.
 * @throws HttpError 403, 404
 */
export function deleteContents(kind: keyof typeof contents): (request: GlanceRequest) => Answer {
  return (request) => {
    const space = findNamespace(request)
    enforceWithNamespace(request, space, 'delete_metadef_namespace')
    if (kind === 'tags') enforceWithNamespace(request, space, 'delete_metadef_tags')
    refuseProtected(space, `namespace ${space.namespace}`)
    request.service.db.run(`delete from ${contents[kind]} where namespace_id = ?`, space.id)
    return { status: 204 }
  }
}
