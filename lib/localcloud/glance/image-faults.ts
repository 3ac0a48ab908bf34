import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ImageFault, type ImageOperation, proxyErrorPage } from '@/lib/localcloud/faults'
import { HttpError } from './http-error'
import type { GlanceRequest } from './service'

/** An answer in the look of a proxy instead of the service's own error. */
export class ProxyPageError extends HttpError {
  readonly page: string

  constructor(status: number, headers: Record<string, string>) {
    super(status, { headers })
    this.page = proxyErrorPage(status)
  }
}

/**
 * Lets a request suffer what the image's name asks for: waiting, an error, a token that expires.
 * @param name the image's name, also of an image that is just being made
 * @param key tells images of one name apart: the id, or the name before there is one
 * @returns the fault, whose speed and cut the data handlers apply
 * @throws HttpError when the name asks for an error
 */
export async function sufferNamedFault(
  request: GlanceRequest,
  name: string | null | undefined,
  operation: ImageOperation,
  key: string,
): Promise<ImageFault> {
  const fault = request.service.faults.meetName(name, operation, key)
  if (fault.delayMs > 0) await sleep(fault.delayMs)
  if (fault.expiresToken) request.expireToken()
  if (fault.status) {
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }
    throw fault.isHtmlPage
      ? new ProxyPageError(fault.status, headers)
      : new HttpError(fault.status, { explanation: 'This fault was asked for.', headers })
  }
  return fault
}

/** The same for an image that exists already. */
export async function sufferImageFault(
  request: GlanceRequest,
  operation: ImageOperation,
): Promise<ImageFault> {
  const id = request.params.image_id ?? ''
  const row = request.service.db.get<{ name: string | null }>(
    'select name from images where id = ?',
    id,
  )
  return sufferNamedFault(request, row?.name, operation, id)
}

/**
 * The body of an upload, as fast as it comes unless a fault slows or cuts it. Giving up on it leaves
 * the connection open, so that an answer can still go out.
 */
export function bodyOf(
  incoming: IncomingMessage,
  fault: Pick<ImageFault, 'bytesPerSecond' | 'dropAtBytes' | 'corrupts'>,
): AsyncIterable<Uint8Array> {
  const whole: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false }),
  }
  const source = fault.corrupts ? corrupted(whole) : whole
  const isPlain = !fault.bytesPerSecond && fault.dropAtBytes === undefined
  return isPlain ? source : throttle(source, fault, incoming)
}

// As a broken disk or cable does it: the length is right, the digest is that of other bytes.
async function* corrupted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of source) {
    yield isFirst ? Uint8Array.from(chunk, (byte, at) => (at === 0 ? byte ^ 1 : byte)) : chunk
    isFirst = false
  }
}

/**
 * Passes a body on at the speed a fault allows and cuts the connection where it says so.
 * @param socketOwner the message whose connection is cut
 */
export async function* throttle(
  source: AsyncIterable<Uint8Array>,
  fault: Pick<ImageFault, 'bytesPerSecond' | 'dropAtBytes'>,
  socketOwner: Pick<IncomingMessage, 'destroy'>,
): AsyncGenerator<Uint8Array> {
  let seen = 0
  for await (const chunk of source) {
    seen += chunk.length
    if (fault.dropAtBytes !== undefined && seen > fault.dropAtBytes) {
      socketOwner.destroy()
      throw new Error('The connection was cut by a fault')
    }
    if (fault.bytesPerSecond) await sleep((chunk.length / fault.bytesPerSecond) * 1000)
    yield chunk
  }
}
