import { type AppError, appError } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import type { UploadMetadata } from '@/lib/schemas/upload'
import { SURVIVES_BREAK_HEADER, TUS_VERSION } from '@/lib/upload/protocol'
import { readProblem } from './problem-body'

export type Opened = { uploadId: string; survivesBreak: boolean }

/**
 * The creation request of tus, made by ourselves: the image record exists before it, and
 * tus-js-client, once it knows an endpoint, makes new uploads whenever an old one is not found.
 *
 * @param size Bytes of the whole file.
 * @throws AppError as the route reported it; `upstream_down` when no answer came.
 */
export async function openUpload(
  scope: string,
  size: number,
  metadata: UploadMetadata,
): Promise<Opened> {
  const { DefaultHttpStack } = await import('tus-js-client')
  const request = new DefaultHttpStack({}).createRequest('POST', apiPaths.uploads(scope))
  request.setHeader('Tus-Resumable', TUS_VERSION)
  request.setHeader('Upload-Length', String(size))
  request.setHeader('Upload-Metadata', encodeMetadata(metadata))
  const response = await request.send(null).catch((cause: unknown) => {
    throw appError('upstream_down', { cause, extra: { dashboard: true } })
  })
  if (response.getStatus() !== 201) {
    throw errorOf(response.getStatus(), response.getBody(), response.getHeader('Retry-After'))
  }
  const uploadId = idIn(response.getHeader('Location') ?? '')
  if (!uploadId) throw appError('upstream_odd')
  return { uploadId, survivesBreak: response.getHeader(SURVIVES_BREAK_HEADER) !== 'false' }
}

/** `Upload-Metadata` as tus writes it: keys, each with its value in base64 of UTF-8. */
export function encodeMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',')
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function idIn(location: string): string | undefined {
  const last = location.split(/[?#]/)[0]?.split('/').pop()
  return last ? decodeURIComponent(last) : undefined
}

function errorOf(status: number, body: string, retryAfter: string | undefined): AppError {
  const problem = readProblem(body)
  if (problem) return problem
  if (status === 401) return appError('unauthenticated')
  const extra = { retryAfter: Number(retryAfter) || 5 }
  return status >= 500 || status === 429
    ? appError('upstream_down', { extra })
    : appError('internal')
}
