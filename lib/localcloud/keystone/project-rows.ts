import type { LocalDatabase, SqlValue } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Entity } from './collection'
import { notFound } from './failures'

export type ProjectRow = {
  id: string
  name: string
  domain_id: string | null
  parent_id: string | null
  is_domain: number
  enabled: number
  description: string | null
  tags: string
  options: string
  extra: string
}

/** The project or domain with this id. */
export function findProject(db: LocalDatabase, id: string | undefined): ProjectRow | undefined {
  return db.get<ProjectRow>('select * from projects where id = ?', id ?? null)
}

/** Throws 404 when there is none. */
export function needProject(db: LocalDatabase, id: string | undefined): ProjectRow {
  const row = findProject(db, id)
  if (!row) throw notFound('project', String(id))
  return row
}

/** Throws 404 when there is none or it is no domain. */
export function needDomain(db: LocalDatabase, id: string | undefined): ProjectRow {
  const row = findProject(db, id)
  if (!row?.is_domain) throw notFound('domain', String(id))
  return row
}

/** A domain by name, as sign-in bodies name it. */
export function findDomainByName(db: LocalDatabase, name: string): ProjectRow | undefined {
  return db.get<ProjectRow>('select * from projects where is_domain = 1 and name = ?', name)
}

/** A project by name inside its domain. */
export function findProjectByName(
  db: LocalDatabase,
  name: string,
  domainId: string,
): ProjectRow | undefined {
  return db.get<ProjectRow>(
    'select * from projects where domain_id = ? and name = ?',
    domainId,
    name,
  )
}

/** Rows of many ids, in the order of their names. */
export function projectsByIds(db: LocalDatabase, ids: string[]): ProjectRow[] {
  return db.all<ProjectRow>(
    'select * from projects where id in (select value from json_each(?)) order by name, id',
    JSON.stringify(ids),
  )
}

/** The body of a project. */
export function projectEntity(row: ProjectRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  return {
    ...extra,
    id: row.id,
    name: row.name,
    domain_id: row.domain_id,
    description: row.description,
    enabled: row.enabled === 1,
    parent_id: row.parent_id,
    is_domain: row.is_domain === 1,
    tags: JSON.parse(row.tags),
    options: JSON.parse(row.options),
  }
}

/** The body of a domain: a project without what only projects have. */
export function domainEntity(row: ProjectRow): Entity {
  const { domain_id, parent_id, is_domain, ...entity } = projectEntity(row)
  return entity as Entity
}

const columns = [
  'name',
  'domain_id',
  'parent_id',
  'is_domain',
  'enabled',
  'description',
  'tags',
  'options',
  'extra',
  'id',
] as const

/** Writes a new row. A taken name is a constraint failure for the caller to explain. */
export function insertProject(db: LocalDatabase, row: ProjectRow): void {
  db.run(
    `insert into projects (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    ...valuesOf(row),
  )
}

/** Writes all columns of an existing row. */
export function updateProject(db: LocalDatabase, row: ProjectRow): void {
  const sets = columns.filter((name) => name !== 'id').map((name) => `${name} = ?`)
  db.run(`update projects set ${sets.join(', ')} where id = ?`, ...valuesOf(row))
}

function valuesOf(row: ProjectRow): SqlValue[] {
  return columns.map((name) => row[name])
}
