import type { LocalDatabase } from '@/lib/localcloud/db'
import { now } from '@/lib/localcloud/glance/clock'
import { refuseFourByteValues } from '@/lib/localcloud/glance/four-byte'
import { unlessTaken } from './unless-taken'

export type Namespace = {
  id: number
  namespace: string
  display_name: string | null
  description: string | null
  visibility: string
  protected: number
  owner: string
  created_at: number
  updated_at: number
}

/** Adds a namespace. @throws HttpError 400 for a character beyond the basic plane, 409 */
export function insertNamespace(
  db: LocalDatabase,
  fields: Omit<Namespace, 'id' | 'created_at' | 'updated_at'>,
): void {
  refuseFourByteValues(fields)
  const at = now()
  const { namespace, display_name, description, visibility, owner } = fields
  unlessTaken(`The metadata definition namespace=${namespace} already exists.`, () =>
    db.run(
      `insert into metadef_namespaces (namespace, display_name, description, visibility, protected,
         owner, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      namespace,
      display_name,
      description,
      visibility,
      fields.protected,
      owner,
      at,
      at,
    ),
  )
}

/** Writes a namespace back. @throws HttpError 400, 409 */
export function updateNamespace(db: LocalDatabase, row: Namespace): void {
  refuseFourByteValues(row)
  const sentence = `Invalid update. It would result in a duplicate metadata definition namespace with the same name of ${row.namespace}`
  unlessTaken(sentence, () =>
    db.run(
      `update metadef_namespaces set namespace = ?, display_name = ?, description = ?,
         visibility = ?, protected = ?, owner = ?, updated_at = ? where id = ?`,
      row.namespace,
      row.display_name,
      row.description,
      row.visibility,
      row.protected,
      row.owner,
      now(),
      row.id,
    ),
  )
}

export function readNamespace(db: LocalDatabase, name: string): Namespace | undefined {
  return db.get<Namespace>('select * from metadef_namespaces where namespace = ?', name)
}
