import { isAdmin } from '@/lib/localcloud/policy'
import { imageFields, storeList } from './image-body'
import type { Image } from './image-rows'
import { readableProperties } from './property-protection'
import type { JsonObject } from './python-json'
import type { GlanceRequest } from './service'

/**
 * What one subject gets to see of an image. Where the data of a deactivated image lies is shown to
 * administrators only.
 */
export function viewImage(request: GlanceRequest, image: Image): JsonObject {
  const { service, subject } = request
  const properties = readableProperties(service.options.propertyRules, image.properties, subject)
  const { tags, self, file, schema, ...fields } = imageFields(image, properties)
  const hidesStores = image.status === 'deactivated' && !isAdmin(subject)
  const locations = hidesStores ? [] : image.locations
  const view: JsonObject = { ...fields }
  if (service.options.locations) {
    view.locations = locations.map(({ url, metadata }) => ({ url, metadata }))
    const first = locations[0]
    if (first) view.direct_url = first.url
  }
  Object.assign(view, { tags, self, file, schema })
  const stores = storeList({ ...image, locations })
  if (stores) view.stores = stores
  return view
}
