import { isoTime } from './clock'
import type { Image } from './image-rows'
import { dumpJson, type JsonObject } from './python-json'

/**
 * The answer fields of an image in Glance's order, without `stores` and locations.
 * Order: glance/api/v2/images.py at 25.1.0, `ResponseSerializer._format_image`.
 */
export function imageFields(image: Image, properties: Image['properties']): JsonObject {
  const self = `/v2/images/${image.id}`
  return {
    ...properties,
    name: image.name,
    disk_format: image.disk_format,
    container_format: image.container_format,
    visibility: image.visibility,
    size: image.size,
    virtual_size: image.virtual_size,
    status: image.status,
    checksum: image.checksum,
    protected: image.protected,
    min_ram: image.min_ram,
    min_disk: image.min_disk,
    owner: image.owner,
    os_hidden: image.os_hidden,
    os_hash_algo: image.os_hash_algo,
    os_hash_value: image.os_hash_value,
    id: image.id,
    created_at: isoTime(image.created_at),
    updated_at: isoTime(image.updated_at),
    tags: image.tags,
    self,
    file: `${self}/file`,
    schema: '/v2/schemas/image',
  }
}

/** The stored answer text of an image: all fields, no closing brace. */
export function imageBody(image: Image): string {
  return dumpJson(imageFields(image, image.properties)).slice(0, -1)
}

/** Ids of the stores that hold the image, comma-separated; empty when it has no data. */
export function storeList(image: Image): string {
  return image.locations.map((location) => location.store).join(',')
}

/** The text of the `stores` key that goes behind the body; empty when the image has no data. */
export function storesPart(image: Image): string {
  const stores = storeList(image)
  return stores ? `, "stores": ${JSON.stringify(stores)}` : ''
}
