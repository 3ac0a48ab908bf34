import type { LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Entity } from './collection'
import { notFound } from './failures'

export type UserRow = {
  id: string
  name: string
  domain_id: string
  enabled: number
  password_hash: string | null
  password_expires_at: string | null
  default_project_id: string | null
  failed_count: number
  failed_at: string | null
  options: string
  extra: string
}

/** The user with this id. */
export function findUser(db: LocalDatabase, id: string | undefined): UserRow | undefined {
  return db.get<UserRow>('select * from users where id = ?', id ?? null)
}

/** Throws 404 when there is none. */
export function needUser(db: LocalDatabase, id: string | undefined): UserRow {
  const row = findUser(db, id)
  if (!row) throw notFound('user', String(id))
  return row
}

/** A user by name inside a domain. */
export function findUserByName(
  db: LocalDatabase,
  name: string,
  domainId: string,
): UserRow | undefined {
  return db.get<UserRow>('select * from users where domain_id = ? and name = ?', domainId, name)
}

/** The body of a user. Never holds anything of the password but its expiry. */
export function userEntity(row: UserRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  return {
    ...extra,
    id: row.id,
    name: row.name,
    domain_id: row.domain_id,
    enabled: row.enabled === 1,
    ...(row.default_project_id && { default_project_id: row.default_project_id }),
    options: JSON.parse(row.options),
    password_expires_at: row.password_expires_at,
  }
}
