import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { knownVersions, versionList } from './discovery'
import { errorFormat, HttpError, httpError, renderError } from './http-error'
import { ProxyPageError, sufferImageFault } from './image-faults'
import { Params } from './query-params'
import { hasBody } from './request-body'
import { findEndpoint } from './router'
import type { Answer, GlanceRequest, GlanceService } from './service'

const idHeader = 'X-Openstack-Request-Id'
const versionMediaType = 'application/vnd.openstack.images-'

/** A client may bring its own request id, up to 64 characters. */
function requestId(incoming: IncomingMessage): string {
  const given = incoming.headers['x-openstack-request-id']
  if (typeof given !== 'string' || given === '' || given.length > 64) return `req-${randomUUID()}`
  return given.startsWith('req-') ? given : `req-${given}`
}

function send(
  request: { method: string; incoming: IncomingMessage; outgoing: ServerResponse },
  status: number,
  headers: Record<string, string>,
  body = '',
): void {
  const { outgoing, incoming } = request
  if (outgoing.headersSent) {
    outgoing.destroy()
    return
  }
  const bytes = Buffer.from(body)
  const shown = Object.entries(headers).filter(([, value]) => value !== '')
  outgoing.writeHead(status, { ...Object.fromEntries(shown), 'Content-Length': bytes.length })
  outgoing.end(bytes)
  // A body nobody read is drained, so that the client gets to the answer.
  incoming.resume()
}

function sendError(
  request: { method: string; incoming: IncomingMessage; outgoing: ServerResponse },
  error: HttpError,
): void {
  if (error instanceof ProxyPageError) {
    send(request, error.status, { 'Content-Type': 'text/html', ...error.headers }, error.page)
    return
  }
  const { headers } = request.incoming
  if (request.method === 'HEAD') {
    const type = 'text/html; charset=UTF-8'
    send(request, error.status, { 'Content-Type': type, ...error.headers })
    return
  }
  const { contentType, body } = renderError(error, {
    method: request.method,
    contentType: headers['content-type'] ?? 'text/plain',
    accept: headers.accept,
  })
  send(request, error.status, { 'Content-Type': contentType, ...error.headers }, body)
}

/** The version a request asks for by media type or by the first part of its path. */
function splitVersion(path: string, accept: string | undefined): { version: string; rest: string } {
  if (accept?.startsWith(versionMediaType)) {
    return { version: accept.slice(versionMediaType.length), rest: path }
  }
  const [, version = '', rest = ''] = /^\/*([^/]*)(.*)$/s.exec(path) ?? []
  return { version, rest }
}

/** Answers that need no token: options, health, versions. Undefined when it is none of these. */
function publicAnswer(
  service: GlanceService,
  method: string,
  path: string,
  baseUrl: string,
  accept: string | undefined,
): { status: number; type: string; body: string } | undefined {
  if (method === 'OPTIONS') return { status: 200, type: '', body: '' }
  if (path === '/healthcheck') {
    const isJson = errorFormat(accept) === 'json'
    const details = '{\n    "detailed": false,\n    "reasons": [\n        "OK"\n    ]\n}'
    return isJson
      ? { status: 200, type: 'application/json', body: details }
      : { status: 200, type: 'text/plain; charset=UTF-8', body: 'OK' }
  }
  const { imageCache } = service.options
  const versions = () => versionList(baseUrl, imageCache)
  if (/^\/versions(\/|$)/.test(path)) {
    return { status: 200, type: 'application/json', body: versions() }
  }
  const { version } = splitVersion(path, accept)
  const known = ['v2', ...knownVersions(imageCache).map((name) => `v${name}`)]
  if (known.includes(version)) return undefined
  return { status: 300, type: 'application/json', body: versions() }
}

/** Undoes percent codes; what is no valid code stays as it is. */
function decodePath(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
}

async function handle(
  request: Omit<GlanceRequest, 'params' | 'subject' | 'expireToken' | 'query'> & { search: string },
): Promise<Answer> {
  const { service, headers, method } = request
  const token = String(headers['x-auth-token'] ?? '')
  const subject = service.authenticate(token)
  if (!subject) {
    // Refused before the service makes an id for the request.
    request.outgoing.removeHeader(idHeader)
    const identity = `${request.baseUrl.replace(/\/image[^/]*$/, '')}/identity/v3`
    throw new HttpError(401, { headers: { 'WWW-Authenticate': `Keystone uri="${identity}"` } })
  }
  const { rest } = splitVersion(request.path, headers.accept)
  if (rest === '') {
    const headers = {
      Location: `${request.baseUrl}/v2/`,
      'Content-Type': 'text/plain; charset=utf8',
    }
    return { status: 302, headers, body: '' }
  }
  const { endpoint, params } = findEndpoint(method, decodePath(rest))
  const full: GlanceRequest = {
    ...request,
    query: Params.parse(request.search),
    path: `/v2${rest}`,
    subject,
    params,
    expireToken: () => service.expireToken(token),
  }
  if (!endpoint.takesBody && hasBody(full)) {
    throw httpError(400, 'A body is not expected with this request.')
  }
  if (endpoint.operation) await sufferImageFault(full, endpoint.operation)
  return endpoint.handler(full)
}

/**
 * Answers one request to the image service, whatever happens.
 * @param mountPoint path prefix under which the service is reached
 */
export async function answerRequest(
  service: GlanceService,
  mountPoint: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const fullPath = mark < 0 ? url : url.slice(0, mark)
  const path = fullPath.slice(mountPoint.length) || '/'
  const method = incoming.method ?? 'GET'
  const baseUrl = `http://${incoming.headers.host ?? 'localhost'}${mountPoint}`
  const wire = { method, incoming, outgoing }
  const early = publicAnswer(service, method, path, baseUrl, incoming.headers.accept)
  if (early) {
    outgoing.removeHeader(idHeader)
    send(wire, early.status, { 'Content-Type': early.type }, early.body)
    return
  }
  const id = requestId(incoming)
  outgoing.setHeader(idHeader, id)
  try {
    const answer = await handle({
      ...wire,
      service,
      requestId: id,
      path,
      baseUrl,
      search: mark < 0 ? '' : url.slice(mark + 1),
      headers: incoming.headers,
    })
    if (answer.status === 'sent') return
    const type = answer.body === undefined ? 'text/html; charset=UTF-8' : 'application/json'
    send(wire, answer.status, { 'Content-Type': type, ...answer.headers }, answer.body)
  } catch (error) {
    if (error instanceof HttpError) sendError(wire, error)
    else if (incoming.destroyed && !incoming.complete) outgoing.destroy()
    else {
      console.error(error)
      sendError(wire, httpError(500))
    }
  }
}
