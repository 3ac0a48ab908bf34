import type { IncomingHttpHeaders } from 'node:http'
import { HttpError, httpError } from './http-error'

/** First byte and the byte after the last. */
export type ByteRange = { start: number; end: number }

const refuse = (detail: string) => new HttpError(416, { detail })

const badStart = (header: string, size: number) =>
  refuse(
    `Invalid start position in ${header} header. Start position MUST be in the inclusive range [0, ${size - 1}].`,
  )

function fromRange(text: string, size: number): ByteRange {
  if (text.includes(',')) {
    throw httpError(
      400,
      'Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
    )
  }
  const found = /^bytes *= *(\d*) *- *(\d*)/i.exec(text)
  if (!found || (!found[1] && !found[2])) throw refuse('Invalid Range header.')
  if (!found[1]) {
    const length = Number(found[2])
    return { start: length > 0 && length < size ? size - length : 0, end: size }
  }
  const start = Number(found[1])
  const end = found[2] ? Number(found[2]) + 1 : undefined
  if (end !== undefined && start >= end) throw refuse('Invalid Range header.')
  if (start >= size) throw badStart('Range', size)
  return { start, end: end !== undefined && end < size ? end : size }
}

/** Wrong in a request, but Glance has always read it. */
function fromContentRange(text: string, size: number): ByteRange {
  const found = /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)/.exec(text)
  if (!found?.[1] || !found[2]) throw refuse('Invalid Content-Range header.')
  const start = Number(found[1])
  const end = Number(found[2]) + 1
  const length = found[3] === undefined ? undefined : Number(found[3])
  if (start >= end || (length !== undefined && end > length)) {
    throw refuse('Invalid Content-Range header.')
  }
  if (length === undefined && end > size) {
    throw refuse(
      `Invalid stop position in Content-Range header. The stop position MUST be in the inclusive range [0, ${size - 1}].`,
    )
  }
  if (start >= size) throw badStart('Content-Range', size)
  return { start, end: Math.min(end, size) }
}

/**
 * Which part of the data a download asks for; undefined for all of it.
 * Source: glance/common/wsgi.py at 25.1.0, `get_range_from_request`.
 * @throws HttpError 400 for several ranges, 416
 */
export function requestedRange(headers: IncomingHttpHeaders, size: number): ByteRange | undefined {
  if (headers.range !== undefined) return fromRange(headers.range, size)
  const contentRange = headers['content-range']
  return contentRange === undefined ? undefined : fromContentRange(contentRange, size)
}
