import 'server-only'
import { appError } from '@/lib/errors'
import { createImage, deleteImage } from '@/lib/glance/images'
import type { Cloud } from '@/lib/openstack/cloud'
import {
  type CreateImage,
  customProperties,
  type Image,
  visibilitySchema,
} from '@/lib/schemas/image'

/**
 * Makes a new record like one that Glance will never let go of, and deletes the old one.
 *
 * A worker that is killed leaves its image `saving`: it takes no data any more, nobody but Glance can
 * change the status, and the id of a deleted image is never free again.
 * Source: glance/domain/__init__.py (`valid_state_targets`), tag 25.1.0
 *
 * @returns the new record, `queued`.
 * @throws AppError `conflict` when the image is protected; else as creating and deleting.
 */
export async function replaceImage(cloud: Cloud, image: Image): Promise<Image> {
  if (image.protected)
    throw appError('conflict', {
      detail: 'Glance lost the upload and keeps the image "saving". It is protected from deletion.',
      extra: { final: true },
    })
  const made = await createImage(cloud, likeness(image))
  // The old one has no data; one that stays behind harms nobody.
  await deleteImage(cloud, image.id).catch(() => undefined)
  return made
}

function likeness(image: Image): CreateImage {
  const visibility = visibilitySchema.safeParse(image.visibility).data
  return {
    ...Object.fromEntries(customProperties(image)),
    ...(image.name === null ? {} : { name: image.name }),
    ...(image.disk_format ? { disk_format: image.disk_format } : {}),
    ...(image.container_format ? { container_format: image.container_format } : {}),
    ...(visibility ? { visibility } : {}),
    os_hidden: image.os_hidden,
    min_disk: image.min_disk,
    min_ram: image.min_ram,
    tags: image.tags,
  }
}
