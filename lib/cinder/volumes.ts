import 'server-only'
import { z } from 'zod'
import { appError } from '@/lib/errors'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestJson } from '@/lib/openstack/request'
import { type Volume, type VolumeImage, volumesSchema } from '@/lib/schemas/source'

// Enough to choose from; a project with more finds the rest by typing the volume's id.
const most = 1000

/**
 * The project's volumes, newest first, at most 1,000.
 * Source: https://docs.openstack.org/api-ref/block-storage/v3/#list-accessible-volumes-with-details
 */
export async function listVolumes(cloud: Cloud): Promise<Volume[]> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'GET',
    url: `${urlOf(cloud)}/volumes/detail`,
    query: [
      ['limit', String(most)],
      ['sort', 'created_at:desc'],
    ],
    schema: volumesSchema,
  })
  return data.volumes
}

const answerSchema = z.object({ 'os-volume_upload_image': z.object({ image_id: z.string() }) })

/**
 * Has Cinder write a volume into a new image and answers the image's id; the data follows.
 *
 * Visibility needs Cinder's version 3.1 (Mitaka), which is asked for only when it is given.
 * Errors: `invalid` (in use and not forced, or a format it cannot write), `not_found`.
 * Source: https://docs.openstack.org/api-ref/block-storage/v3/#upload-volume-to-image
 */
export async function uploadVolume(
  cloud: Cloud,
  volumeId: string,
  image: VolumeImage,
): Promise<{ image_id: string }> {
  const { data } = await requestJson({
    ...callOf(cloud),
    method: 'POST',
    url: `${urlOf(cloud)}/volumes/${encodeURIComponent(volumeId)}/action`,
    ...(image.visibility ? { headers: { 'openstack-api-version': 'volume 3.1' } } : {}),
    body: { 'os-volume_upload_image': image },
    schema: answerSchema,
  })
  return { image_id: data['os-volume_upload_image'].image_id }
}

function urlOf({ volumeUrl }: Cloud): string {
  if (!volumeUrl)
    throw appError('not_found', { detail: 'The service catalogue has no volume service here.' })
  return volumeUrl
}
