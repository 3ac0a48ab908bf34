import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isAdmin } from '@/lib/localcloud/policy'
import { noteDownload } from './cache'
import { openUri } from './fetch-uri'
import { httpError } from './http-error'
import { enforceWithImage, findImage } from './image-access'
import { sufferImageFault, throttle } from './image-faults'
import type { Image } from './image-rows'
import { requestedRange } from './range'
import type { Answer, GlanceRequest } from './service'

/** Opens the first place that has the data; undefined when none has. */
async function openData(
  request: GlanceRequest,
  image: Image,
  start: number,
  end: number,
  isPart: boolean,
): Promise<Readable | undefined> {
  const { service } = request
  for (const location of image.locations) {
    if (/^https?:/.test(location.url)) {
      if (isPart) {
        throw httpError(
          400,
          `Getting images randomly from this store is not supported. Offset: ${start}, length: ${end - start}`,
        )
      }
      const answer = await openUri(location.url, service.options.webDownloadAllow)
      return answer.body
    }
    if (service.blobs.size(location.store, image.id) !== undefined) {
      return service.blobs.read(location.store, image.id, start, end - 1)
    }
  }
  return undefined
}

/**
 * GET /v2/images/{image_id}/file, whole or one range; 204 for an image without data.
 * Source: glance/api/v2/image_data.py at 25.1.0, `download`.
 * @throws HttpError 400, 403 when deactivated or by policy, 404, 416
 */
export async function downloadImage(request: GlanceRequest): Promise<Answer> {
  const fault = await sufferImageFault(request, 'download')
  const image = findImage(request)
  if (image.status === 'deactivated' && !isAdmin(request.subject)) {
    throw httpError(
      403,
      'The requested image has been deactivated. Image data download is forbidden.',
    )
  }
  enforceWithImage(request, image, 'download_image')
  const { size } = image
  if (size === null || image.locations.length === 0) {
    // The real service trips over a range of nothing.
    if (request.headers.range !== undefined) throw httpError(500)
    return { status: 204, headers: { 'Content-Type': '' } }
  }
  const range = requestedRange(request.headers, size)
  const start = range?.start ?? 0
  const end = range?.end ?? size
  const data =
    size > 0 ? await openData(request, image, start, end, range !== undefined) : undefined
  if (!data && size > 0) return { status: 204, headers: { 'Content-Type': '' } }
  if (!range) noteDownload(request.service, image)
  const { outgoing } = request
  outgoing.writeHead(range ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    ...(range && { 'Content-Range': `bytes ${start}-${end - 1}/${size}` }),
    ...(image.checksum && { 'Content-MD5': image.checksum }),
    'Content-Length': end - start,
  })
  if (!data) {
    outgoing.end()
  } else if (fault.bytesPerSecond || fault.dropAtBytes !== undefined) {
    await pipeline(throttle(data, fault, request.incoming), outgoing).catch(() => undefined)
  } else {
    // A client that goes away in the middle is no error of ours.
    await pipeline(data, outgoing).catch(() => undefined)
  }
  return { status: 'sent' }
}
