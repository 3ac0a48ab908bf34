import type { LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import type { Entity } from './collection'
import { roleEntity, rolesByIds } from './roles'

export type ApplicationCredentialRow = {
  id: string
  name: string
  user_id: string
  project_id: string | null
  secret_hash: string
  description: string | null
  expires_at: string | null
  unrestricted: number | null
  role_ids: string
}

/** The application credential with this id. Throws 404 when there is none. */
export function needApplicationCredential(db: LocalDatabase, id: string): ApplicationCredentialRow {
  const row = db.get<ApplicationCredentialRow>(
    'select * from application_credentials where id = ?',
    id,
  )
  if (!row) throw new KeystoneError(404, `Could not find Application Credential: ${id}.`)
  return row
}

/** One of a user's by name. */
export function findApplicationCredentialByName(
  db: LocalDatabase,
  userId: string,
  name: string,
): ApplicationCredentialRow | undefined {
  return db.get<ApplicationCredentialRow>(
    'select * from application_credentials where user_id = ? and name = ?',
    userId,
    name,
  )
}

/** The body; the secret is not in it. */
export function applicationCredentialEntity(
  db: LocalDatabase,
  row: ApplicationCredentialRow,
): Entity {
  const roles: JsonObject[] = rolesByIds(db, JSON.parse(row.role_ids)).map(roleEntity)
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    expires_at: row.expires_at,
    project_id: row.project_id,
    user_id: row.user_id,
    system: null,
    unrestricted: row.unrestricted === null ? null : row.unrestricted === 1,
    roles,
  }
}
