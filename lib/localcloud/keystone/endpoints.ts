import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { endpointCreateSchema, endpointUpdateSchema } from './body-schemas'
import { checkUrlTemplate } from './catalog'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { missing, notFound } from './failures'
import { enforce } from './policy'
import { newId } from './project-changes'
import { findRegion } from './regions'
import { findService } from './services'

export const endpointRoutes: Route[] = [
  { method: 'GET', path: '/endpoints', handler: listEndpoints },
  { method: 'POST', path: '/endpoints', handler: postEndpoint },
  { method: 'GET', path: '/endpoints/:endpoint_id', handler: getEndpoint },
  { method: 'PATCH', path: '/endpoints/:endpoint_id', handler: patchEndpoint },
  { method: 'DELETE', path: '/endpoints/:endpoint_id', handler: deleteEndpoint },
]

export type EndpointRow = {
  id: string
  service_id: string
  interface: string
  region_id: string | null
  url: string
  enabled: number
  extra: string
}

const knownMembers = [
  'id',
  'service_id',
  'interface',
  'region_id',
  'region',
  'url',
  'enabled',
  'links',
  'extra',
]

function needEndpoint(ask: Ask): EndpointRow {
  const id = String(ask.params.endpoint_id)
  const row = ask.db.get<EndpointRow>('select * from endpoints where id = ?', id)
  if (!row) throw notFound('endpoint', id)
  return row
}

function entityOf(row: EndpointRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  const { id, service_id, region_id, url } = row
  return {
    ...extra,
    id,
    service_id,
    interface: row.interface,
    region: region_id,
    region_id,
    url,
    enabled: row.enabled === 1,
  }
}

function listEndpoints(ask: Ask): Answer {
  enforce(ask, 'list_endpoints')
  const rows = ask.db.all<EndpointRow>('select * from endpoints order by service_id, interface, id')
  const attributes = ['interface', 'service_id', 'region_id']
  return answerList(ask, 'endpoints', filtered(ask, rows.map(entityOf), attributes))
}

function getEndpoint(ask: Ask): Answer {
  enforce(ask, 'get_endpoint')
  return answerMember(ask, 'endpoints', 'endpoint', entityOf(needEndpoint(ask)))
}

/** A `region` by name is made when it is missing; a `region_id` must exist. */
function regionOf(ask: Ask, body: JsonObject): string | null | undefined {
  if (body.region_id === undefined || body.region_id === null) {
    if (typeof body.region !== 'string') return body.region_id as null | undefined
    ask.db.run('insert or ignore into regions (id) values (?)', body.region)
    return body.region
  }
  const id = String(body.region_id)
  if (!findRegion(ask.db, id)) throw missing('endpoint region_id', 'region table')
  return id
}

function checkService(ask: Ask, id: string): void {
  if (!findService(ask.db, id)) throw missing('endpoint service_id', 'service table')
}

function postEndpoint(ask: Ask): Answer {
  enforce(ask, 'create_endpoint')
  const body = bodyPart(ask, 'endpoint')
  checkBody(body, endpointCreateSchema)
  checkUrlTemplate(String(body.url))
  const region = regionOf(ask, body)
  checkService(ask, String(body.service_id))
  const row: EndpointRow = {
    id: newId(),
    service_id: String(body.service_id),
    interface: String(body.interface),
    region_id: region ?? null,
    url: String(body.url),
    enabled: body.enabled === false ? 0 : 1,
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  ask.db.run(
    `insert into endpoints (id, service_id, interface, region_id, url, enabled, extra)
     values (?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.service_id,
    row.interface,
    row.region_id,
    row.url,
    row.enabled,
    row.extra,
  )
  return answerMember(ask, 'endpoints', 'endpoint', entityOf(row), 201)
}

function patchEndpoint(ask: Ask): Answer {
  enforce(ask, 'update_endpoint')
  const body = bodyPart(ask, 'endpoint')
  checkBody(body, endpointUpdateSchema)
  checkSameId(body, ask.params.endpoint_id)
  const row = needEndpoint(ask)
  const region = regionOf(ask, body)
  const serviceId = body.service_id === undefined ? row.service_id : String(body.service_id)
  checkService(ask, serviceId)
  const next: EndpointRow = {
    ...row,
    service_id: serviceId,
    interface: body.interface === undefined ? row.interface : String(body.interface),
    region_id: region === undefined ? row.region_id : region,
    url: body.url === undefined ? row.url : String(body.url),
    enabled: body.enabled === undefined ? row.enabled : body.enabled ? 1 : 0,
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  ask.db.run(
    `update endpoints set service_id = ?, interface = ?, region_id = ?, url = ?, enabled = ?,
       extra = ? where id = ?`,
    next.service_id,
    next.interface,
    next.region_id,
    next.url,
    next.enabled,
    next.extra,
    next.id,
  )
  return answerMember(ask, 'endpoints', 'endpoint', entityOf(next))
}

function deleteEndpoint(ask: Ask): Answer {
  enforce(ask, 'delete_endpoint')
  ask.db.run('delete from endpoints where id = ?', needEndpoint(ask).id)
  return { status: 204 }
}
