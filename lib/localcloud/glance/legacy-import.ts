import { randomUUID } from 'node:crypto'
import { openUri } from './fetch-uri'
import {
  insertImage,
  newImage,
  readImage,
  removeImage,
  saveImage,
  type Visibility,
} from './image-rows'
import { isJsonObject, type JsonObject } from './python-json'
import { receiveData } from './receive'
import type { GlanceService } from './service'
import { defaultStore, withLocation } from './stores'
import { type Task, updateTask } from './task-rows'
import { virtualSize } from './virtual-size'

const visibilities = ['public', 'community', 'shared', 'private'] as const

/** A record with the properties of the task; as in Glance it has no owner unless they name one. */
function recordOf(service: GlanceService, properties: JsonObject): string {
  const text = (name: string) =>
    typeof properties[name] === 'string' ? String(properties[name]) : null
  const image = newImage(text('id') ?? randomUUID(), text('owner'))
  image.name = text('name')
  image.disk_format = text('disk_format') ?? 'qcow2'
  image.container_format = text('container_format') ?? 'bare'
  const visibility = visibilities.find((name) => name === properties.visibility)
  image.visibility = visibility ?? ('shared' satisfies Visibility)
  image.protected = properties.protected === true
  image.status = 'saving'
  if (!insertImage(service.db, image)) throw new Error(`Image ID ${image.id} already exists!`)
  return image.id
}

async function run(service: GlanceService, task: Task, input: JsonObject): Promise<void> {
  const properties = isJsonObject(input.image_properties) ? input.image_properties : {}
  const source = await openUri(String(input.import_from), service.options.webDownloadAllow)
  const id = recordOf(service, properties)
  try {
    const store = defaultStore(service).id
    const blob = await receiveData(service, { area: store, id, owner: task.owner }, source.body)
    const image = readImage(service.db, id)
    if (image?.status !== 'saving') {
      blob.discard()
      throw new Error('The image is gone')
    }
    const size = virtualSize(image.disk_format, image.container_format, blob.size, blob.readAt)
    blob.commit()
    saveImage(service.db, {
      ...withLocation(service, image, store),
      status: 'active',
      size: blob.size,
      virtual_size: size,
      checksum: blob.md5,
      os_hash_algo: 'sha512',
      os_hash_value: blob.sha512,
    })
  } catch (error) {
    removeImage(service.db, id)
    throw error
  }
  updateTask(service.db, task.id, { status: 'success', result: { image_id: id } })
}

/** Runs a task of POST /v2/tasks behind the answer. Only type `import` does anything. */
export function startLegacyImport(service: GlanceService, task: Task, input: JsonObject): void {
  const fail = () =>
    updateTask(service.db, task.id, {
      status: 'failure',
      message: 'Task failed due to Internal Error',
    })
  if (task.type !== 'import') {
    fail()
    return
  }
  updateTask(service.db, task.id, { status: 'processing' })
  service.background(run(service, task, input).catch(fail))
}
