import 'server-only'
import type { Cloud } from '@/lib/openstack/cloud'
import type { CreateImage, Image } from '@/lib/schemas/image'
import { createImage, deleteImage } from './images'
import { addMember } from './members'

/**
 * Creates a queued image and offers it to projects, both or neither: when a member is refused, the
 * record that was just made goes again. Errors as `createImage` and `addMember`.
 *
 * @param wanted With `members` as a list of project ids; a string is a custom property.
 */
export async function createImageFor(cloud: Cloud, wanted: CreateImage): Promise<Image> {
  if (!Array.isArray(wanted.members)) return createImage(cloud, wanted)
  const { members, ...record } = wanted
  const image = await createImage(cloud, record)
  try {
    for (const member of new Set(members)) await addMember(cloud, image.id, member)
  } catch (error) {
    await deleteImage(cloud, image.id).catch(() => undefined)
    throw error
  }
  return image
}
