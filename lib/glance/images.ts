import 'server-only'
import { z } from 'zod'
import type { PatchOperation } from '@/lib/image-changes'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestEmpty, requestJson } from '@/lib/openstack/request'
import {
  type CreateImage,
  type Image,
  type ImageRow,
  imageRowSchema,
  imageSchema,
} from '@/lib/schemas/image'
import type { upstreamQuery } from '@/lib/schemas/image-query'

const base = (cloud: Cloud) => `${cloud.imageUrl}/v2/images`
const urlOf = (cloud: Cloud, imageId: string) => `${base(cloud)}/${encodeURIComponent(imageId)}`

const pageSchema = z.object({ images: z.array(imageRowSchema), next: z.string().optional() })

/** One page of the list. `nextMarker` is the id to ask on from; nothing when the list ended. */
export type ImagePage = { images: ImageRow[]; nextMarker: string | null }

/**
 * One page of images as slim rows.
 *
 * Glance's `next` link loses repeated parameters, so only its presence is used; the next page is
 * asked for with our own query and the last id as marker.
 *
 * @param query Query pairs as `upstreamQuery` makes them.
 * @param page `limit` in rows (Glance clamps it to 1000), `marker` an image id.
 */
export async function listImages(
  cloud: Cloud,
  query: ReturnType<typeof upstreamQuery>,
  page: { limit: number; marker?: string | undefined },
): Promise<ImagePage> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: base(cloud),
    query: [
      ...query,
      ['limit', String(page.limit)],
      ...(page.marker ? [['marker', page.marker] as const] : []),
    ],
    schema: pageSchema,
  })
  return { images: data.images, nextMarker: data.next ? (data.images.at(-1)?.id ?? null) : null }
}

/** One image with its custom properties. Errors: `not_found`, also when it may not be seen. */
export async function getImage(cloud: Cloud, imageId: string): Promise<Image> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: urlOf(cloud, imageId),
    schema: imageSchema,
  })
  return data
}

/** Creates a `queued` record without data. Errors: `conflict` (id taken), `forbidden`, `too_large`. */
export async function createImage(cloud: Cloud, image: CreateImage): Promise<Image> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'POST',
    url: base(cloud),
    body: image,
    schema: imageSchema,
  })
  return data
}

/**
 * Applies JSON-patch operations, all or none, and returns the image as it is afterwards.
 * Errors: `forbidden`, `conflict`, `too_large` (a limit), `invalid`.
 */
export async function patchImage(
  cloud: Cloud,
  imageId: string,
  operations: PatchOperation[],
): Promise<Image> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'PATCH',
    url: urlOf(cloud, imageId),
    body: operations,
    contentType: 'application/openstack-images-v2.1-json-patch',
    schema: imageSchema,
  })
  return data
}

/** Deletes an image. Errors: `forbidden` (protected, or not the owner's), `conflict` (in use). */
export async function deleteImage(cloud: Cloud, imageId: string): Promise<void> {
  await requestEmpty({ ...callOf(cloud), method: 'DELETE', url: urlOf(cloud, imageId) })
}

/** Takes an image out of use, or back; both may be repeated. Errors: `forbidden`. */
export async function setImageActive(
  cloud: Cloud,
  imageId: string,
  action: 'deactivate' | 'reactivate',
): Promise<void> {
  await requestEmpty({
    ...callOf(cloud),
    method: 'POST',
    url: `${urlOf(cloud, imageId)}/actions/${action}`,
  })
}
