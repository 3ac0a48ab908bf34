import type { ImportCommand } from './command'

/**
 * The body of `POST /v2/images/{id}/import`.
 * Source: https://docs.openstack.org/api-ref/image/v2/#import-an-image
 */
export function importBody(how: ImportCommand): Record<string, unknown> {
  const { method, uri, remote, stores, mustAllSucceed } = how
  return {
    method: {
      name: method,
      ...(uri === undefined ? {} : { uri }),
      ...(remote
        ? {
            glance_image_id: remote.imageId,
            glance_region: remote.region,
            ...(remote.interface ? { glance_service_interface: remote.interface } : {}),
          }
        : {}),
    },
    ...(stores === 'all' ? { all_stores: true } : {}),
    ...(stores !== undefined && stores !== 'all' ? { stores } : {}),
    ...(mustAllSucceed === undefined ? {} : { all_stores_must_succeed: mustAllSucceed }),
  }
}
