import { isUniqueFailure, type LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { regionCreateSchema, regionUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { conflict, invalid, notFound, refused } from './failures'
import { enforce } from './policy'
import { newId } from './project-changes'

export const regionRoutes: Route[] = [
  { method: 'GET', path: '/regions', handler: listRegions },
  { method: 'POST', path: '/regions', handler: postRegion },
  { method: 'GET', path: '/regions/:region_id', handler: getRegion },
  { method: 'PUT', path: '/regions/:region_id', handler: putRegion },
  { method: 'PATCH', path: '/regions/:region_id', handler: patchRegion },
  { method: 'DELETE', path: '/regions/:region_id', handler: deleteRegion },
]

type RegionRow = {
  id: string
  description: string
  parent_region_id: string | null
  extra: string
}

const knownMembers = ['id', 'description', 'parent_region_id', 'links', 'extra']

/** The region with this id. */
export function findRegion(db: LocalDatabase, id: string): RegionRow | undefined {
  return db.get<RegionRow>('select * from regions where id = ?', id)
}

function needRegion(ask: Ask, id = String(ask.params.region_id)): RegionRow {
  const row = findRegion(ask.db, id)
  if (!row) throw notFound('region', id)
  return row
}

function entityOf(row: RegionRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  const { id, description, parent_region_id } = row
  return { ...extra, id, description, parent_region_id }
}

function listRegions(ask: Ask): Answer {
  enforce(ask, 'list_regions')
  const rows = ask.db.all<RegionRow>('select * from regions order by id')
  return answerList(ask, 'regions', filtered(ask, rows.map(entityOf), ['parent_region_id']))
}

function getRegion(ask: Ask): Answer {
  enforce(ask, 'get_region')
  return answerMember(ask, 'regions', 'region', entityOf(needRegion(ask)))
}

function postRegion(ask: Ask): Answer {
  enforce(ask, 'create_region')
  const body = bodyPart(ask, 'region')
  checkBody(body, regionCreateSchema)
  return answerNew(ask, insertRegion(ask, body, body.id ? String(body.id) : newId()))
}

function putRegion(ask: Ask): Answer {
  enforce(ask, 'create_region')
  const body = bodyPart(ask, 'region')
  checkBody(body, regionCreateSchema)
  const id = String(ask.params.region_id)
  if (body.id !== undefined && body.id !== id) {
    throw invalid(`Conflicting region IDs specified: "${id}" != "${body.id}"`)
  }
  return answerNew(ask, insertRegion(ask, body, id))
}

function answerNew(ask: Ask, row: RegionRow): Answer {
  return answerMember(ask, 'regions', 'region', entityOf(row), 201)
}

function insertRegion(ask: Ask, body: JsonObject, id: string): RegionRow {
  const parentId = body.parent_region_id ? String(body.parent_region_id) : null
  if (parentId) needRegion(ask, parentId)
  const row: RegionRow = {
    id,
    description: String(body.description ?? ''),
    parent_region_id: parentId,
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  try {
    ask.db.run(
      'insert into regions (id, description, parent_region_id, extra) values (?, ?, ?, ?)',
      row.id,
      row.description,
      row.parent_region_id,
      row.extra,
    )
  } catch (error) {
    if (isUniqueFailure(error)) throw conflict('region', `Duplicate ID, ${id}.`)
    throw error
  }
  return row
}

function patchRegion(ask: Ask): Answer {
  enforce(ask, 'update_region')
  const body = bodyPart(ask, 'region')
  checkBody(body, regionUpdateSchema)
  checkSameId(body, ask.params.region_id)
  const row = needRegion(ask)
  const parentId =
    body.parent_region_id === undefined
      ? row.parent_region_id
      : (body.parent_region_id as string | null)
  if (parentId) checkNoCircle(ask, row.id, parentId)
  const next: RegionRow = {
    ...row,
    description: body.description === undefined ? row.description : String(body.description ?? ''),
    parent_region_id: parentId,
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  ask.db.run(
    'update regions set description = ?, parent_region_id = ?, extra = ? where id = ?',
    next.description,
    next.parent_region_id,
    next.extra,
    next.id,
  )
  return answerMember(ask, 'regions', 'region', entityOf(next))
}

function checkNoCircle(ask: Ask, id: string, parentId: string): void {
  for (
    let above: string | null = parentId;
    above;
    above = needRegion(ask, above).parent_region_id
  ) {
    if (above === id) {
      throw invalid(
        `The specified parent region ${parentId} would create a circular region hierarchy.`,
      )
    }
  }
}

function deleteRegion(ask: Ask): Answer {
  enforce(ask, 'delete_region')
  const { id } = needRegion(ask)
  const used = ask.db.get(
    `with recursive below (id) as (
       select ? union all
       select regions.id from regions join below on parent_region_id = below.id
     )
     select endpoints.id from endpoints join below on region_id = below.id`,
    id,
  )
  if (used) {
    throw refused(
      `Unable to delete region ${id} because it or its child regions have associated endpoints.`,
    )
  }
  ask.db.run('delete from regions where id = ?', id)
  return { status: 204 }
}
