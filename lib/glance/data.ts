import 'server-only'
import { type Cloud, callOf } from '@/lib/openstack/cloud'
import { requestStream, type UpstreamAnswer } from '@/lib/openstack/request'
import { openUploadStream, type UploadStream } from '@/lib/openstack/upload-stream'

const fileUrl = (cloud: Cloud, imageId: string) =>
  `${cloud.imageUrl}/v2/images/${encodeURIComponent(imageId)}/file`

/**
 * Begins to send an image's data. The image must be `queued`; when it breaks Glance takes it back to
 * `queued` and the same id can be sent again from byte 0.
 *
 * @param options.length Exact size in bytes.
 * @param options.store Id of the store to put it into; one that is not there answers `invalid`.
 * @param options.askFirst See `UploadStreamOptions`.
 */
export function openImageUpload(
  cloud: Cloud,
  imageId: string,
  options: { length: number; askFirst?: boolean; store?: string | undefined },
): UploadStream {
  return openUploadStream({
    url: fileUrl(cloud, imageId),
    token: cloud.token,
    requestId: cloud.requestId,
    ...options,
  })
}

/**
 * An image's data as a stream; the caller reads or destroys it. A queued image answers 204.
 *
 * @param range One `Range` of bytes, passed on as it is: Glance answers 206 with `Content-Range`.
 * Errors: `forbidden` (deactivated), `not_found`, 416 as `upstream_odd`.
 */
export function getImageData(
  cloud: Cloud,
  imageId: string,
  range?: string,
): Promise<UpstreamAnswer> {
  return requestStream({
    ...callOf(cloud),
    method: 'GET',
    url: fileUrl(cloud, imageId),
    headers: { accept: '*/*', ...(range ? { range } : {}) },
  })
}
