import 'server-only'
import { appError } from '@/lib/errors'
import { createImage, deleteImage } from '@/lib/glance/images'
import { addMember, listMembers } from '@/lib/glance/members'
import type { Cloud } from '@/lib/openstack/cloud'
import {
  type CreateImage,
  customProperties,
  type Image,
  visibilitySchema,
} from '@/lib/schemas/image'

/**
 * Makes a new record like one that Glance will never let go of, shared with the same projects, and
 * deletes the old one.
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
  const made = await createImage(cloud, likeness(cloud, image))
  await copyMembers(cloud, image, made)
  // The old one has no data; one that stays behind harms nobody.
  await deleteImage(cloud, image.id).catch(() => undefined)
  return made
}

// Whoever had accepted has to accept again: only a member can answer for itself. A member that is
// refused does not stop the upload.
async function copyMembers(cloud: Cloud, from: Image, to: Image): Promise<void> {
  if (from.visibility !== 'shared') return
  const members = await listMembers(cloud, from.id).catch(() => [])
  for (const { member_id } of members)
    await addMember(cloud, to.id, member_id).catch(() => undefined)
}

function likeness(cloud: Cloud, image: Image): CreateImage {
  const visibility = visibilitySchema.safeParse(image.visibility).data
  return {
    ...Object.fromEntries(customProperties(image)),
    ...(image.name === null ? {} : { name: image.name }),
    ...(image.disk_format ? { disk_format: image.disk_format } : {}),
    ...(image.container_format ? { container_format: image.container_format } : {}),
    ...(visibility ? { visibility } : {}),
    // Only an administrator works on another project's image, and only one may name its owner.
    ...(image.owner && image.owner !== cloud.projectId ? { owner: image.owner } : {}),
    os_hidden: image.os_hidden,
    min_disk: image.min_disk,
    min_ram: image.min_ram,
    tags: image.tags,
  }
}
