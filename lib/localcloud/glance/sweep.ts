import { type Image, readImage, saveImage } from './image-rows'
import type { GlanceService } from './service'
import { updateTask } from './task-rows'

const notes = [
  'os_glance_import_task',
  'os_glance_importing_to_stores',
  'os_glance_failed_import',
] as const

/** What a stopped import leaves on an image: no lock, and its stores count as failed. */
function withoutImport(image: Image): Image {
  const { [notes[0]]: lock, ...properties } = image.properties
  if (lock === undefined) return image
  const open = properties[notes[1]] ?? ''
  const failed = [properties[notes[2]] ?? '', open].filter(Boolean).join(',')
  return { ...image, properties: { ...properties, [notes[1]]: '', [notes[2]]: failed } }
}

/** Whether staged data is whole: its size is written down only when it is. */
function isStaged(service: GlanceService, image: Image): boolean {
  return image.size !== null && service.blobs.size('staging', image.id) === image.size
}

function emptied(image: Image): Image {
  const nothing = { size: null, virtual_size: null, checksum: null }
  return { ...image, ...nothing, os_hash_algo: null, os_hash_value: null, status: 'queued' }
}

/** Puts images that were being filled when the service ended back to where they can be filled. */
function repairRows(service: GlanceService): void {
  const { db } = service
  const rows = db.all<{ id: string }>(
    `select id from images where status in ('saving', 'uploading', 'importing')
       and id not in (select id from stuck_images)
     union select image_id from image_properties where name = 'os_glance_import_task'`,
  )
  for (const { id } of rows) {
    const image = readImage(db, id)
    if (!image) continue
    const clean = withoutImport(image)
    const isKept =
      image.status === 'active' ||
      image.status === 'deactivated' ||
      (image.status === 'uploading' && isStaged(service, image))
    saveImage(db, isKept ? clean : { ...clean, status: 'queued', size: null, virtual_size: null })
  }
  const tasks = db.all<{ id: string }>(
    "select id from tasks where status in ('pending', 'processing')",
  )
  for (const { id } of tasks) {
    updateTask(db, id, { status: 'failure', message: 'The service ended while the task ran' })
  }
}

/** Takes places without their file out of the rows: an active image always has its data. */
function dropMissingData(service: GlanceService): void {
  const { db, blobs } = service
  for (const store of service.options.stores) {
    if (store.type !== 'file') continue
    const present = new Set(blobs.list(store.id))
    const rows = db.all<{ image_id: string }>(
      'select image_id from image_locations where store = ?',
      store.id,
    )
    for (const { image_id: id } of rows) {
      if (present.has(id)) continue
      const image = readImage(db, id)
      if (!image) continue
      const locations = image.locations.filter((location) => location.store !== store.id)
      const kept = { ...image, locations }
      saveImage(db, locations.length > 0 ? kept : emptied(kept))
      console.warn(`Image ${id} has lost its data in store ${store.id}`)
    }
  }
}

/** Removes files that no row knows. */
function dropOrphans(service: GlanceService): void {
  const { db, blobs } = service
  const keep = (area: string, sql: string, ...values: string[]) => {
    const wanted = new Set(db.all<{ id: string }>(sql, ...values).map(({ id }) => id))
    for (const name of blobs.list(area)) if (!wanted.has(name)) blobs.remove(area, name)
  }
  for (const { id, type } of service.options.stores) {
    if (type === 'file') keep(id, 'select image_id as id from image_locations where store = ?', id)
  }
  keep('staging', "select id from images where status = 'uploading'")
  keep('cache', 'select image_id as id from image_cache')
}

/**
 * Brings rows and files together after any kind of end, also kill -9. Runs before the first request.
 */
export function sweep(service: GlanceService): void {
  service.blobs.clearTemporary()
  service.db.transaction(() => {
    repairRows(service)
    dropMissingData(service)
  })
  dropOrphans(service)
}
