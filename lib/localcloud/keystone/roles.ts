import { isUniqueFailure, type LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { roleCreateSchema, roleUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { conflict, notFound } from './failures'
import { checkImmutable, mergeOptions } from './options'
import { enforce } from './policy'
import { newId } from './project-changes'
import { needDomain } from './project-rows'

export const roleRoutes: Route[] = [
  { method: 'GET', path: '/roles', handler: listRoles },
  { method: 'POST', path: '/roles', handler: postRole },
  { method: 'GET', path: '/roles/:role_id', handler: getRole },
  { method: 'PATCH', path: '/roles/:role_id', handler: patchRole },
  { method: 'DELETE', path: '/roles/:role_id', handler: deleteRole },
]

export type RoleRow = {
  id: string
  name: string
  domain_id: string | null
  description: string | null
  options: string
  extra: string
}

const knownMembers = ['id', 'name', 'domain_id', 'description', 'options', 'links', 'extra']

/** Throws 404 when there is none. */
export function needRole(db: LocalDatabase, id: string | undefined): RoleRow {
  const row = db.get<RoleRow>('select * from roles where id = ?', id ?? null)
  if (!row) throw notFound('role', String(id))
  return row
}

/** The body of a role. */
export function roleEntity(row: RoleRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  const { id, name, domain_id, description } = row
  return { ...extra, id, name, domain_id, description, options: JSON.parse(row.options) }
}

/** Rows of many ids, in the order of their names. */
export function rolesByIds(db: LocalDatabase, ids: string[]): RoleRow[] {
  return db.all<RoleRow>(
    'select * from roles where id in (select value from json_each(?)) order by name, id',
    JSON.stringify(ids),
  )
}

/** Enforces the rule of global or domain roles, whichever this one is; a missing one is global. */
function enforceFor(ask: Ask, verb: 'get' | 'update' | 'delete'): RoleRow {
  const row = ask.db.get<RoleRow>('select * from roles where id = ?', ask.params.role_id ?? null)
  enforce(ask, row?.domain_id ? `${verb}_domain_role` : `${verb}_role`)
  return needRole(ask.db, ask.params.role_id)
}

function listRoles(ask: Ask): Answer {
  const domainId = ask.query.get('domain_id')
  enforce(ask, domainId ? 'list_domain_roles' : 'list_roles')
  const rows = ask.db.all<RoleRow>(
    "select * from roles where coalesce(domain_id, '') = ? order by name, id",
    domainId ?? '',
  )
  return answerList(ask, 'roles', filtered(ask, rows.map(roleEntity), ['name']))
}

function getRole(ask: Ask): Answer {
  return answerMember(ask, 'roles', 'role', roleEntity(enforceFor(ask, 'get')))
}

function postRole(ask: Ask): Answer {
  const body = bodyPart(ask, 'role')
  enforce(ask, body.domain_id ? 'create_domain_role' : 'create_role')
  checkBody(body, roleCreateSchema)
  const row: RoleRow = {
    id: newId(),
    name: String(body.name).trim(),
    domain_id: body.domain_id ? String(body.domain_id) : null,
    description: (body.description as string | undefined) ?? null,
    options: mergeOptions('{}', body.options),
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  if (row.domain_id) needDomain(ask.db, row.domain_id)
  uniquely(row, () =>
    ask.db.run(
      'insert into roles (id, name, domain_id, description, options, extra) values (?, ?, ?, ?, ?, ?)',
      row.id,
      row.name,
      row.domain_id,
      row.description,
      row.options,
      row.extra,
    ),
  )
  return answerMember(ask, 'roles', 'role', roleEntity(row), 201)
}

function patchRole(ask: Ask): Answer {
  const row = enforceFor(ask, 'update')
  const body = bodyPart(ask, 'role')
  checkBody(body, roleUpdateSchema)
  checkSameId(body, ask.params.role_id)
  checkImmutable(row, body, 'role')
  const next: RoleRow = {
    ...row,
    name: typeof body.name === 'string' ? body.name.trim() : row.name,
    description: body.description === undefined ? row.description : String(body.description),
    options: mergeOptions(row.options, body.options),
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  uniquely(next, () =>
    ask.db.run(
      'update roles set name = ?, description = ?, options = ?, extra = ? where id = ?',
      next.name,
      next.description,
      next.options,
      next.extra,
      next.id,
    ),
  )
  return answerMember(ask, 'roles', 'role', roleEntity(next))
}

function deleteRole(ask: Ask): Answer {
  const row = enforceFor(ask, 'delete')
  checkImmutable(row, undefined, 'role')
  ask.db.run('delete from roles where id = ?', row.id)
  return { status: 204 }
}

function uniquely(row: RoleRow, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (isUniqueFailure(error)) {
      throw conflict('role', `Duplicate entry found with name ${row.name}`)
    }
    throw error
  }
}
