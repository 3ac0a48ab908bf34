import 'server-only'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty } from '@/lib/openstack/request'

const tagUrl = (cloud: Cloud, imageId: string, tag: string) =>
  `${cloud.imageUrl}/v2/images/${encodeURIComponent(imageId)}/tags/${encodeURIComponent(tag)}`

/** Adds a tag; repeating it changes nothing. Errors: `too_large` over the tag limit, `forbidden`. */
export async function addTag(cloud: Cloud, imageId: string, tag: string): Promise<void> {
  await requestEmpty({ ...callOf(cloud), method: 'PUT', url: tagUrl(cloud, imageId, tag) })
}

/** Removes a tag. Errors: `not_found` when the image does not have it, `forbidden`. */
export async function removeTag(cloud: Cloud, imageId: string, tag: string): Promise<void> {
  await requestEmpty({ ...callOf(cloud), method: 'DELETE', url: tagUrl(cloud, imageId, tag) })
}
