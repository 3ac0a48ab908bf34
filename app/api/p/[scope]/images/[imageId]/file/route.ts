import { Readable } from 'node:stream'
import { appError } from '@/lib/errors'
import { getImageData } from '@/lib/glance/data'
import { contentDisposition, downloadName } from '@/lib/glance/file-name'
import { getImage } from '@/lib/glance/images'
import { route } from '@/lib/http/route'
import type { Image } from '@/lib/schemas/image'
import { announceLength } from '@/lib/upload/server/incoming'

const withoutData = ['queued', 'saving', 'uploading', 'importing', 'killed']

function assertHasData(image: Image): void {
  if (withoutData.includes(image.status))
    throw appError('conflict', { detail: 'The image has no data yet.' })
}

// The data of an image never changes once it is there, so that its digest names it.
function etagOf(image: Image): string | undefined {
  const digest = image.os_hash_value ?? image.checksum
  return digest ? `"${digest.slice(0, 64)}"` : undefined
}

function headersOf(image: Image): Headers {
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-disposition': contentDisposition(downloadName(image)),
    'content-type': 'application/octet-stream',
  })
  const etag = etagOf(image)
  if (etag) headers.set('etag', etag)
  return headers
}

/** One range of bytes, unless `If-Range` names other data than there is (RFC 9110, 13.1.5). */
function wantedRange(request: Request, image: Image): string | undefined {
  const range = request.headers.get('range')
  if (!range || !/^bytes=(\d+-\d*|-\d+)$/.test(range)) return undefined
  const only = request.headers.get('if-range')
  return only === null || only === etagOf(image) ? range : undefined
}

export const GET = route({}, async ({ cloud, params: { imageId }, request }) => {
  const image = await getImage(cloud, imageId)
  assertHasData(image)
  const headers = headersOf(image)
  const range = wantedRange(request, image)
  // `cloud.signal` ends with the client's connection, and the upstream's with it.
  const answer = await getImageData(cloud, imageId, range).catch((error) => {
    if (error.extra?.upstreamStatus !== 416) throw error
    headers.set('content-range', `bytes */${image.size}`)
    return undefined
  })
  if (!answer) return new Response(null, { status: 416, headers })
  const { 'content-length': length, 'content-range': part } = answer.headers
  if (typeof part === 'string') headers.set('content-range', part)
  // Glance announces the length of a part, but not always that of the whole.
  const bytes = typeof length === 'string' ? Number(length) : image.size
  if (bytes !== null && (length || answer.status === 200)) announceLength(request, bytes)
  const body = Readable.toWeb(answer.body) as ReadableStream<Uint8Array>
  return new Response(body, { status: answer.status, headers })
})

/** Said of its own accord: Next would otherwise run GET and leave Glance's answer unread. */
export const HEAD = route({}, async ({ cloud, params: { imageId }, request }) => {
  const image = await getImage(cloud, imageId)
  assertHasData(image)
  if (image.size !== null) announceLength(request, image.size)
  return new Response(null, { headers: headersOf(image) })
})
