import type { LocalDatabase, SqlValue } from '@/lib/localcloud/db'
import { now } from './clock'
import { imageBody, storesPart } from './image-body'
import type { JsonObject } from './python-json'

export type ImageStatus = 'queued' | 'saving' | 'uploading' | 'importing' | 'active' | 'deactivated'
export type Visibility = 'public' | 'community' | 'shared' | 'private'

/** Where the data of an image is. The URL of a file store is never asked over the network. */
export type Location = { store: string; url: string; metadata: JsonObject }

/** An image with everything that belongs to it, in Glance's own field names. Times in µs. */
export type Image = {
  id: string
  name: string | null
  status: ImageStatus
  visibility: Visibility
  owner: string | null
  size: number | null
  virtual_size: number | null
  checksum: string | null
  os_hash_algo: string | null
  os_hash_value: string | null
  disk_format: string | null
  container_format: string | null
  min_disk: number
  min_ram: number
  protected: boolean
  os_hidden: boolean
  created_at: number
  updated_at: number
  properties: Record<string, string | null>
  tags: string[]
  locations: Location[]
}

type ImageColumns = Omit<Image, 'properties' | 'tags' | 'locations' | 'protected' | 'os_hidden'> & {
  protected: number
  os_hidden: number
}

const columns = [
  'name',
  'status',
  'visibility',
  'owner',
  'size',
  'virtual_size',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'disk_format',
  'container_format',
  'min_disk',
  'min_ram',
  'protected',
  'os_hidden',
  'created_at',
  'updated_at',
] as const

function columnValue(image: Image, column: (typeof columns)[number]): SqlValue {
  const value = image[column]
  return typeof value === 'boolean' ? Number(value) : value
}

/** An image as it is right after POST: queued, without data. */
export function newImage(id: string, owner: string | null): Image {
  const at = now()
  return {
    id,
    name: null,
    status: 'queued',
    visibility: 'shared',
    owner,
    size: null,
    virtual_size: null,
    checksum: null,
    os_hash_algo: null,
    os_hash_value: null,
    disk_format: null,
    container_format: null,
    min_disk: 0,
    min_ram: 0,
    protected: false,
    os_hidden: false,
    created_at: at,
    updated_at: at,
    properties: {},
    tags: [],
    locations: [],
  }
}

/** Reads one image, whoever may see it. */
export function readImage(db: LocalDatabase, id: string): Image | undefined {
  const row = db.get<ImageColumns>('select * from images where id = ?', id)
  if (!row) return undefined
  const properties = db.all<{ name: string; value: string | null }>(
    'select name, value from image_properties where image_id = ? order by rowid',
    id,
  )
  const tags = db.all<{ value: string }>(
    'select value from image_tags where image_id = ? order by rowid',
    id,
  )
  const locations = db.all<{ store: string; url: string; metadata: string }>(
    'select store, url, metadata from image_locations where image_id = ? order by position',
    id,
  )
  return {
    ...row,
    protected: row.protected === 1,
    os_hidden: row.os_hidden === 1,
    properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    tags: tags.map(({ value }) => value),
    locations: locations.map((location) => ({
      ...location,
      metadata: JSON.parse(location.metadata) as JsonObject,
    })),
  }
}

function writeParts(db: LocalDatabase, image: Image): void {
  for (const [name, value] of Object.entries(image.properties)) {
    db.run(
      `insert into image_properties (image_id, name, value) values (?, ?, ?)
       on conflict (image_id, name) do update set value = excluded.value`,
      image.id,
      name,
      value,
    )
  }
  for (const tag of image.tags) {
    db.run('insert or ignore into image_tags (image_id, value) values (?, ?)', image.id, tag)
  }
  for (const [position, { store, url, metadata }] of image.locations.entries()) {
    db.run(
      'insert into image_locations (image_id, position, store, url, metadata) values (?, ?, ?, ?, ?)',
      image.id,
      position,
      store,
      url,
      JSON.stringify(metadata),
    )
  }
  db.run(
    `insert into image_bodies (image_id, body, stores) values (?, ?, ?)
     on conflict (image_id) do update set body = excluded.body, stores = excluded.stores`,
    image.id,
    imageBody(image),
    storesPart(image),
  )
}

/**
 * Adds an image with all its parts.
 * @returns false when the id is taken, also by an image that was deleted
 */
export function insertImage(db: LocalDatabase, image: Image): boolean {
  return db.transaction(() => {
    const taken =
      db.get('select 1 from images where id = ?', image.id) ??
      db.get('select 1 from deleted_images where id = ?', image.id)
    if (taken) return false
    db.run(
      `insert into images (id, ${columns.join(', ')}) values (?${', ?'.repeat(columns.length)})`,
      image.id,
      ...columns.map((column) => columnValue(image, column)),
    )
    writeParts(db, image)
    return true
  })
}

function dropMissing(
  db: LocalDatabase,
  table: 'image_properties' | 'image_tags',
  column: 'name' | 'value',
  id: string,
  kept: string[],
): void {
  db.run(
    `delete from ${table} where image_id = ? and ${column} not in (select value from json_each(?))`,
    id,
    JSON.stringify(kept),
  )
}

/**
 * Writes an image back with all its parts and a new `updated_at`.
 * @param from the status that the stored row must still have, when somebody may have changed it
 * @returns false when the row is gone or in another status; nothing is written then
 */
export function saveImage(db: LocalDatabase, image: Image, from?: ImageStatus): boolean {
  return db.transaction(() => {
    image.updated_at = now()
    const guard = from === undefined ? '' : ' and status = ?'
    const written = db.run(
      `update images set ${columns.map((column) => `${column} = ?`).join(', ')} where id = ?${guard}`,
      ...columns.map((column) => columnValue(image, column)),
      image.id,
      ...(from === undefined ? [] : [from]),
    )
    if (written === 0) return false
    dropMissing(db, 'image_properties', 'name', image.id, Object.keys(image.properties))
    dropMissing(db, 'image_tags', 'value', image.id, image.tags)
    db.run('delete from image_locations where image_id = ?', image.id)
    writeParts(db, image)
    return true
  })
}

/** Removes an image and remembers its id. */
export function removeImage(db: LocalDatabase, id: string): void {
  db.transaction(() => {
    db.run('delete from images where id = ?', id)
    db.run('insert or ignore into deleted_images (id) values (?)', id)
  })
}
