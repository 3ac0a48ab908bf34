import type { LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { serviceCreateSchema, serviceUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { notFound } from './failures'
import { enforce } from './policy'
import { newId } from './project-changes'

export const serviceRoutes: Route[] = [
  { method: 'GET', path: '/services', handler: listServices },
  { method: 'POST', path: '/services', handler: postService },
  { method: 'GET', path: '/services/:service_id', handler: getService },
  { method: 'PATCH', path: '/services/:service_id', handler: patchService },
  { method: 'DELETE', path: '/services/:service_id', handler: deleteService },
]

export type ServiceRow = { id: string; type: string; enabled: number; extra: string }

const knownMembers = ['id', 'type', 'enabled', 'links', 'extra']

/** The service with this id. */
export function findService(db: LocalDatabase, id: string): ServiceRow | undefined {
  return db.get<ServiceRow>('select * from services where id = ?', id)
}

function needService(ask: Ask): ServiceRow {
  const id = String(ask.params.service_id)
  const row = findService(ask.db, id)
  if (!row) throw notFound('service', id)
  return row
}

function entityOf(row: ServiceRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  return { ...extra, id: row.id, type: row.type, enabled: row.enabled === 1 }
}

function listServices(ask: Ask): Answer {
  enforce(ask, 'list_services')
  const rows = ask.db.all<ServiceRow>('select * from services order by type, id')
  return answerList(ask, 'services', filtered(ask, rows.map(entityOf), ['type', 'name']))
}

function getService(ask: Ask): Answer {
  enforce(ask, 'get_service')
  return answerMember(ask, 'services', 'service', entityOf(needService(ask)))
}

function postService(ask: Ask): Answer {
  enforce(ask, 'create_service')
  const body = bodyPart(ask, 'service')
  checkBody(body, serviceCreateSchema)
  const row: ServiceRow = {
    id: newId(),
    type: String(body.type),
    enabled: body.enabled === false ? 0 : 1,
    extra: JSON.stringify({ name: '', ...extrasOf(body, knownMembers) }),
  }
  ask.db.run(
    'insert into services (id, type, enabled, extra) values (?, ?, ?, ?)',
    row.id,
    row.type,
    row.enabled,
    row.extra,
  )
  return answerMember(ask, 'services', 'service', entityOf(row), 201)
}

function patchService(ask: Ask): Answer {
  enforce(ask, 'update_service')
  const body = bodyPart(ask, 'service')
  checkBody(body, serviceUpdateSchema)
  checkSameId(body, ask.params.service_id)
  const row = needService(ask)
  const next: ServiceRow = {
    ...row,
    type: body.type === undefined ? row.type : String(body.type),
    enabled: body.enabled === undefined ? row.enabled : body.enabled ? 1 : 0,
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  ask.db.run(
    'update services set type = ?, enabled = ?, extra = ? where id = ?',
    next.type,
    next.enabled,
    next.extra,
    next.id,
  )
  return answerMember(ask, 'services', 'service', entityOf(next))
}

function deleteService(ask: Ask): Answer {
  enforce(ask, 'delete_service')
  ask.db.run('delete from services where id = ?', needService(ask).id)
  return { status: 204 }
}
