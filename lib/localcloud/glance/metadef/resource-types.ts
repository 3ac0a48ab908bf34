import { httpError } from '@/lib/localcloud/glance/http-error'
import { enforce } from '@/lib/localcloud/glance/image-access'
import { dumpJson, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { readJsonObject } from '@/lib/localcloud/glance/request-body'
import { validateBody } from '@/lib/localcloud/glance/schema-image'
import { associationSchema } from '@/lib/localcloud/glance/schemas'
import type { Answer, GlanceRequest } from '@/lib/localcloud/glance/service'
import { enforceWithNamespace, findNamespace, mayWithNamespace, refuseProtected } from './access'
import { refuseReadOnly, times, toAssociation } from './models'
import { type AssociationRow, insertAssociation, listAssociationRows } from './rows'

/** An association as it is answered. */
export function associationView(row: AssociationRow): JsonObject {
  return {
    name: row.name,
    prefix: row.prefix ?? undefined,
    properties_target: row.properties_target ?? undefined,
    ...times(row),
  }
}

/** GET /v2/metadefs/resource_types: every type that was ever named. @throws HttpError 403 */
export function listResourceTypes(request: GlanceRequest): Answer {
  enforce(request, 'list_metadef_resource_types', { projectId: request.subject.projectId })
  const rows = request.service.db.all<{ name: string; created_at: number; updated_at: number }>(
    'select name, created_at, updated_at from metadef_resource_types order by id',
  )
  const types = rows.map((row) => ({ name: row.name, ...times(row) }))
  return { status: 200, body: dumpJson({ resource_types: types }) }
}

/** GET /v2/metadefs/namespaces/{namespace}/resource_types @throws HttpError 404 */
export function listAssociations(request: GlanceRequest): Answer {
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'list_metadef_resource_types')
  const isReadable = mayWithNamespace(request, space, 'get_metadef_resource_type')
  const rows = isReadable ? listAssociationRows(request.service.db, space) : []
  return { status: 200, body: dumpJson({ resource_type_associations: rows.map(associationView) }) }
}

/**
 * POST /v2/metadefs/namespaces/{namespace}/resource_types
 * @throws HttpError 400, 403, 404, 409
 */
export async function createAssociation(request: GlanceRequest): Promise<Answer> {
  const body = await readJsonObject(request)
  refuseReadOnly(body, ['created_at', 'updated_at'])
  validateBody(body, associationSchema)
  const association = toAssociation(body)
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'add_metadef_resource_type_association')
  const { db } = request.service
  const at = db.transaction(() => insertAssociation(db, space, association))
  const view = { ...association, ...times({ created_at: at, updated_at: at }) }
  return { status: 201, body: dumpJson(view) }
}

/**
 * DELETE /v2/metadefs/namespaces/{namespace}/resource_types/{resource_type}
 * @throws HttpError 403, 404
 */
export function deleteAssociation(request: GlanceRequest): Answer {
  const { db } = request.service
  const name = request.params.resource_type ?? ''
  const space = findNamespace(request)
  enforceWithNamespace(request, space, 'remove_metadef_resource_type_association')
  if (!listAssociationRows(db, space).some((row) => row.name === name)) {
    throw httpError(404, `Failed to find resource type ${name} to delete`)
  }
  refuseProtected(space, `resource-type-association ${name}`)
  db.run(
    `delete from metadef_associations where namespace_id = ?
     and resource_type_id = (select id from metadef_resource_types where name = ?)`,
    space.id,
    name,
  )
  return { status: 204 }
}
