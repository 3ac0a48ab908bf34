import type { ImportImage } from '@/lib/schemas/import'
import type { ImportCommand } from './command'

/** An import as Glance is asked for it, to be shown as a command. */
export function importCommandOf(request: ImportImage): ImportCommand {
  const { method, stores, all_stores, all_stores_must_succeed } = request
  return {
    method: method.name,
    uri: method.name === 'web-download' ? method.uri : undefined,
    remote:
      method.name === 'glance-download'
        ? {
            imageId: method.glance_image_id,
            region: method.glance_region,
            interface: method.glance_service_interface,
          }
        : undefined,
    stores: all_stores ? 'all' : stores,
    mustAllSucceed: all_stores_must_succeed,
  }
}
