import type { LocalDatabase } from '@/lib/localcloud/db'
import { now } from '@/lib/localcloud/glance/clock'
import { refuseFourByteValues } from '@/lib/localcloud/glance/four-byte'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { ObjectBody } from './models'
import type { Namespace } from './namespace-rows'
import { unlessTaken } from './unless-taken'

type Times = { created_at: number; updated_at: number }
export type ObjectRow = Times & {
  id: number
  name: string
  description: string | null
  required: string | null
  properties: string
}
export type PropertyRow = { id: number; name: string; body: string }
export type TagRow = Times & { id: number; name: string }
export type AssociationRow = Times & {
  name: string
  prefix: string | null
  properties_target: string | null
}

/** Adds an object. @throws HttpError 400, 409 */
export function insertObject(db: LocalDatabase, space: Namespace, body: ObjectBody): void {
  refuseFourByteValues({ name: body.name, description: body.description })
  const at = now()
  const sentence = `A metadata definition object with name=${body.name} already exists in namespace=${space.namespace}.`
  unlessTaken(sentence, () =>
    db.run(
      `insert into metadef_objects (namespace_id, name, description, required, properties,
         created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)`,
      space.id,
      body.name,
      body.description ?? null,
      body.required?.join(',') || null,
      JSON.stringify(body.properties ?? {}),
      at,
      at,
    ),
  )
}

/** Replaces an object. @throws HttpError 400, 409 */
export function updateObject(
  db: LocalDatabase,
  space: Namespace,
  row: ObjectRow,
  body: ObjectBody,
): void {
  refuseFourByteValues({ name: body.name, description: body.description })
  // The real service names the object that is being changed, not the one in the way.
  const sentence = `Invalid update. It would result in a duplicate metadata definition object with the same name=${row.name} in namespace=${space.namespace}.`
  unlessTaken(sentence, () =>
    db.run(
      `update metadef_objects set name = ?, description = ?, required = ?, properties = ?,
         updated_at = ? where id = ?`,
      body.name,
      body.description ?? null,
      body.required?.join(',') || null,
      JSON.stringify(body.properties ?? {}),
      now(),
      row.id,
    ),
  )
}

export function listObjectRows(db: LocalDatabase, space: Namespace): ObjectRow[] {
  return db.all<ObjectRow>(
    'select * from metadef_objects where namespace_id = ? order by name',
    space.id,
  )
}

/** Adds a property; `body` is what GET answers. @throws HttpError 400, 409 */
export function insertProperty(
  db: LocalDatabase,
  space: Namespace,
  name: string,
  body: JsonObject,
): void {
  refuseFourByteValues({ name })
  const at = now()
  const sentence = `A metadata definition property with name=${name} already exists in namespace=${space.namespace}.`
  unlessTaken(sentence, () =>
    db.run(
      `insert into metadef_properties (namespace_id, name, body, created_at, updated_at)
       values (?, ?, ?, ?, ?)`,
      space.id,
      name,
      JSON.stringify(body),
      at,
      at,
    ),
  )
}

/** Replaces a property. @throws HttpError 400, 409 */
export function updateProperty(
  db: LocalDatabase,
  space: Namespace,
  row: PropertyRow,
  name: string,
  body: JsonObject,
): void {
  refuseFourByteValues({ name })
  const sentence = `Invalid update. It would result in a duplicate metadata definition property with the same name=${row.name} in namespace=${space.namespace}.`
  unlessTaken(sentence, () =>
    db.run(
      'update metadef_properties set name = ?, body = ?, updated_at = ? where id = ?',
      name,
      JSON.stringify(body),
      now(),
      row.id,
    ),
  )
}

export function listPropertyRows(db: LocalDatabase, space: Namespace): PropertyRow[] {
  return db.all<PropertyRow>(
    'select id, name, body from metadef_properties where namespace_id = ? order by name',
    space.id,
  )
}

const tagTaken = (name: string, space: Namespace) =>
  `A metadata tag with name=${name} already exists in namespace=${space.namespace}. (Please note that metadata tag names are case insensitive).`

/** Adds a tag. @throws HttpError 400, 409 */
export function insertTag(db: LocalDatabase, space: Namespace, name: string): void {
  refuseFourByteValues({ name })
  const at = now()
  unlessTaken(tagTaken(name, space), () =>
    db.run(
      'insert into metadef_tags (namespace_id, name, created_at, updated_at) values (?, ?, ?, ?)',
      space.id,
      name,
      at,
      at,
    ),
  )
}

/** Renames a tag. @throws HttpError 400, 409 */
export function renameTag(db: LocalDatabase, space: Namespace, row: TagRow, name: string): void {
  refuseFourByteValues({ name })
  unlessTaken(tagTaken(name, space), () =>
    db.run('update metadef_tags set name = ?, updated_at = ? where id = ?', name, now(), row.id),
  )
}

export function listTagRows(db: LocalDatabase, space: Namespace): TagRow[] {
  return db.all<TagRow>('select * from metadef_tags where namespace_id = ? order by name', space.id)
}

/** Ties a namespace to a resource type, which is made when it is new. @throws HttpError 409 */
export function insertAssociation(
  db: LocalDatabase,
  space: Namespace,
  body: { name: string; prefix: string | undefined; properties_target: string | undefined },
): number {
  const at = now()
  db.run(
    `insert into metadef_resource_types (name, created_at, updated_at) values (?, ?, ?)
     on conflict (name) do nothing`,
    body.name,
    at,
    at,
  )
  const sentence = `The metadata definition resource-type association of resource-type=${body.name} to namespace=${space.namespace} already exists.`
  unlessTaken(sentence, () =>
    db.run(
      `insert into metadef_associations (namespace_id, resource_type_id, prefix, properties_target,
         created_at, updated_at)
       select ?, id, ?, ?, ?, ? from metadef_resource_types where name = ?`,
      space.id,
      body.prefix ?? null,
      body.properties_target ?? null,
      at,
      at,
      body.name,
    ),
  )
  return at
}

export function listAssociationRows(db: LocalDatabase, space: Namespace): AssociationRow[] {
  return db.all<AssociationRow>(
    `select t.name, a.prefix, a.properties_target, a.created_at, a.updated_at
     from metadef_associations a join metadef_resource_types t on t.id = a.resource_type_id
     where a.namespace_id = ? order by t.id`,
    space.id,
  )
}
