import { openUri } from './fetch-uri'
import { type Image, readImage, saveImage } from './image-rows'
import { projectBytes, quotaExcess } from './quotas'
import { receiveData } from './receive'
import type { GlanceService } from './service'
import { defaultStore, findStore, withLocation } from './stores'
import { updateTask } from './task-rows'
import { virtualSize } from './virtual-size'

export type ImportMethod = 'glance-direct' | 'web-download' | 'copy-image'

/** One import after it was accepted; `task` is the lock on the image, too. */
export type ImportJob = {
  task: string
  image: string
  project: string | null
  method: ImportMethod
  uri: string
  stores: string[]
  mustAllSucceed: boolean
}

const lockKey = 'os_glance_import_task'
const importingKey = 'os_glance_importing_to_stores'
const failedKey = 'os_glance_failed_import'
const mebibyte = 1024 * 1024

/** The image is gone, or another import has taken over. */
class LostLockError extends Error {}

/** A refusal whose words go into the task. */
class JobRefusedError extends Error {}

function editStores(image: Image, key: string, edit: (stores: Set<string>) => void): void {
  const stores = new Set((image.properties[key] ?? '').split(',').filter(Boolean))
  edit(stores)
  image.properties = { ...image.properties, [key]: [...stores].sort().join(',') }
}

const addTo = (image: Image, key: string, names: string[]) =>
  editStores(image, key, (stores) => names.forEach((name) => void stores.add(name)))
const takeFrom = (image: Image, key: string, names: string[]) =>
  editStores(image, key, (stores) => names.forEach((name) => void stores.delete(name)))

/** Changes the image while the job still holds it. @throws LostLockError */
function edit(service: GlanceService, job: ImportJob, change: (image: Image) => void): Image {
  const image = readImage(service.db, job.image)
  if (image?.properties[lockKey] !== job.task) throw new LostLockError()
  change(image)
  saveImage(service.db, image)
  return image
}

function begin(service: GlanceService, job: ImportJob): void {
  const image = edit(service, job, (current) => {
    if (job.method !== 'copy-image') current.status = 'importing'
    addTo(current, importingKey, job.stores)
    takeFrom(current, failedKey, job.stores)
  })
  const delta = Math.floor((image.size ?? 0) / mebibyte)
  const excess =
    job.method === 'glance-direct'
      ? quotaExcess(service, job.project, 'image_size_total', delta)
      : (quotaExcess(service, job.project, 'image_stage_total', delta) ??
        quotaExcess(service, job.project, 'image_count_uploading', 0))
  if (!excess) return
  edit(service, job, (current) => {
    takeFrom(current, importingKey, job.stores)
    if (current.status === 'importing') current.status = 'queued'
  })
  throw new JobRefusedError(excess)
}

/** Brings the data of a URL into staging; its length must be known and right, as in Glance. */
async function download(service: GlanceService, job: ImportJob): Promise<void> {
  const { body, length } = await openUri(job.uri, service.options.webDownloadAllow)
  const target = { area: 'staging', id: job.image, owner: job.project }
  const blob = await receiveData(service, target, body)
  if (length === undefined || blob.size !== length) {
    blob.discard()
    throw new Error(`Downloaded data size ${blob.size} is different from expected ${length}`)
  }
  blob.commit()
}

/** Where the bytes come from: staging, or for a copy the default store before all others. */
async function openSource(
  service: GlanceService,
  job: ImportJob,
  image: Image,
): Promise<AsyncIterable<Uint8Array>> {
  if (job.method !== 'copy-image') return readWhole(service, 'staging', job.image)
  const preferred = defaultStore(service).id
  const ordered = image.locations.toSorted(
    (a, b) => Number(b.store === preferred) - Number(a.store === preferred),
  )
  for (const { store, url } of ordered) {
    if (/^https?:/i.test(url)) return (await openUri(url, service.options.webDownloadAllow)).body
    if (service.blobs.size(store, job.image) !== undefined) {
      return readWhole(service, store, job.image)
    }
  }
  throw new Error('Image not found in any configured store')
}

async function* readWhole(
  service: GlanceService,
  area: string,
  name: string,
): AsyncGenerator<Uint8Array> {
  const size = service.blobs.size(area, name)
  if (size === undefined) throw new Error(`No data in ${area}`)
  if (size > 0) yield* service.blobs.read(area, name, 0, size - 1)
}

async function importToStore(
  service: GlanceService,
  job: ImportJob,
  store: string,
  setsActive: boolean,
): Promise<void> {
  const image = readImage(service.db, job.image)
  if (!image) throw new LostLockError()
  if (findStore(service, store)?.type !== 'file') throw new Error(`${store} is read-only`)
  const perProject = service.options.limits.projectBytes
  if (
    perProject !== undefined &&
    (image.size ?? 0) + projectBytes(service, job.project) > perProject
  ) {
    throw new Error('The project has no room for it')
  }
  const source = await openSource(service, job, image)
  const target = { area: store, id: job.image, owner: job.project }
  const blob = await receiveData(service, target, source)
  try {
    if (image.os_hash_value && image.os_hash_value !== blob.sha512) {
      throw new Error('os_hash_value of uploaded data is different from current value set')
    }
    const size = virtualSize(image.disk_format, image.container_format, blob.size, blob.readAt)
    edit(service, job, (current) => {
      blob.commit()
      Object.assign(current, withLocation(service, current, store), {
        size: blob.size,
        virtual_size: current.virtual_size ?? size,
        checksum: blob.md5,
        os_hash_algo: 'sha512',
        os_hash_value: blob.sha512,
      })
      if (setsActive) current.status = 'active'
      takeFrom(current, importingKey, [store])
    })
  } catch (error) {
    blob.discard()
    // The file has a name only if the row was about to be written; without the row it must go.
    const holds = readImage(service.db, job.image)?.locations.some((at) => at.store === store)
    if (!holds) service.blobs.remove(store, job.image)
    throw error
  }
  if (blob.size > 0) {
    const message = `Copied ${Math.floor(blob.size / mebibyte)} MiB`
    updateTask(service.db, job.task, { message })
  }
}

/** Undoes what a failed job did: its copies go, and unless it was a copy the image is queued. */
function revert(service: GlanceService, job: ImportJob, done: string[], failed: string[]): void {
  edit(service, job, (image) => {
    takeFrom(image, importingKey, job.stores)
    addTo(image, failedKey, failed)
    image.locations = image.locations.filter(({ store }) => !done.includes(store))
    if (job.method === 'copy-image') return
    image.status = 'queued'
    Object.assign(image, { size: null, virtual_size: null })
    Object.assign(image, { checksum: null, os_hash_algo: null, os_hash_value: null })
  })
  for (const store of done) service.blobs.remove(store, job.image)
}

async function transfer(service: GlanceService, job: ImportJob): Promise<void> {
  if (job.method === 'web-download') {
    try {
      await download(service, job)
    } catch (error) {
      revert(service, job, [], job.stores)
      throw error
    }
  }
  const done: string[] = []
  for (const [at, store] of job.stores.entries()) {
    const isLast = at === job.stores.length - 1
    const setsActive = job.method !== 'copy-image' && (!job.mustAllSucceed || isLast)
    try {
      await importToStore(service, job, store, setsActive)
      done.push(store)
    } catch (error) {
      if (error instanceof LostLockError) throw error
      if (job.mustAllSucceed) {
        revert(service, job, done, [store])
        throw error
      }
      edit(service, job, (image) => {
        addTo(image, failedKey, [store])
        takeFrom(image, importingKey, [store])
      })
    }
  }
  if (readImage(service.db, job.image)?.status === 'active') return
  revert(service, job, done, [])
  throw new Error('None of the uploads finished!')
}

function dropLock(service: GlanceService, job: ImportJob): void {
  try {
    edit(service, job, (image) => {
      const { [lockKey]: _lock, ...properties } = image.properties
      image.properties = properties
    })
  } catch (error) {
    if (!(error instanceof LostLockError)) throw error
  }
}

/**
 * Runs an accepted import to its end. Never rejects: what goes wrong stands in the task, and in
 * `os_glance_failed_import` of the image.
 * Source of the steps: glance/async_/flows/api_image_import.py at 25.1.0, `get_flow`.
 */
export async function runImport(service: GlanceService, job: ImportJob): Promise<void> {
  updateTask(service.db, job.task, { status: 'processing' })
  try {
    begin(service, job)
    await transfer(service, job)
    updateTask(service.db, job.task, { status: 'success', result: { image_id: job.image } })
  } catch (error) {
    const isRefusal = error instanceof JobRefusedError
    const message = isRefusal ? error.message : 'Task failed due to Internal Error'
    updateTask(service.db, job.task, { status: 'failure', message })
  }
  dropLock(service, job)
  const status = readImage(service.db, job.image)?.status
  if (status !== 'uploading') service.blobs.remove('staging', job.image)
}
