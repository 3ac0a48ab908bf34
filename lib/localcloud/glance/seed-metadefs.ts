import type { LocalDatabase } from '@/lib/localcloud/db'
import { toProperty } from './metadef/models'
import { insertNamespace, readNamespace } from './metadef/namespace-rows'
import { insertAssociation, insertObject, insertProperty, insertTag } from './metadef/rows'
import type { JsonObject } from './python-json'
import namespaces from './seed-metadefs.json' with { type: 'json' }

/** A namespace as it stands in the file; the same shape as a request that makes one. */
type SeedNamespace = {
  namespace: string
  display_name: string
  description: string
  associations: { name: string; prefix?: string; properties_target?: string }[]
  properties?: Record<string, JsonObject>
  objects?: {
    name: string
    description: string
    required?: string[]
    properties: Record<string, JsonObject>
  }[]
  tags?: string[]
}

function addNamespace(db: LocalDatabase, seed: SeedNamespace, owner: string): void {
  insertNamespace(db, {
    namespace: seed.namespace,
    display_name: seed.display_name,
    description: seed.description,
    visibility: 'public',
    protected: 1,
    owner,
  })
  const space = readNamespace(db, seed.namespace)
  if (!space) return
  for (const { name, prefix, properties_target } of seed.associations) {
    insertAssociation(db, space, { name, prefix, properties_target })
  }
  for (const [name, property] of Object.entries(seed.properties ?? {})) {
    insertProperty(db, space, name, toProperty(property))
  }
  for (const object of seed.objects ?? []) {
    const properties = Object.fromEntries(
      Object.entries(object.properties).map(([name, body]) => [name, toProperty(body)]),
    )
    const { name, required, description } = object
    insertObject(db, space, { name, required, description, properties })
  }
  for (const tag of seed.tags ?? []) insertTag(db, space, tag)
}

/**
 * Loads the metadata definitions of our own, public and protected, once in the life of a database:
 * what an administrator deletes later stays deleted.
 */
export function seedMetadefs(db: LocalDatabase): void {
  db.exec('create table if not exists seeded (part text primary key)')
  if (db.get("select part from seeded where part = 'metadefs'")) return
  db.transaction(() => {
    const admin = db.get<{ id: string }>(
      "select id from projects where name = 'admin' and is_domain = 0",
    )
    for (const seed of namespaces as unknown as SeedNamespace[])
      addNamespace(db, seed, admin?.id ?? '')
    db.run("insert into seeded (part) values ('metadefs')")
  })
}
