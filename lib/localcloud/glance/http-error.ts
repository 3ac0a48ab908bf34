import { dumpJson } from './python-json'

const titles: Record<number, string> = {
  204: 'No Content',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Request Range Not Satisfiable',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

const explanations: Record<number, string> = {
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  401: 'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.',
  403: 'Access was denied to this resource.',
  404: 'The resource could not be found.',
  409: 'There was a conflict when trying to complete your request.',
  413: 'The body of your request was too large for this server.',
  416: 'The Range requested is not available.',
  431: 'The request header fields were too large',
  500: 'The server has either erred or is incapable of performing the requested operation.',
  503: 'The server is currently unavailable. Please try again at a later time.',
}

/**
 * An answer that ends a request early. `explanation` replaces the usual sentence of the status,
 * `detail` stands below it; the real service uses both and clients see the difference.
 */
export class HttpError extends Error {
  readonly status: number
  readonly explanation: string | undefined
  readonly detail: string
  readonly headers: Record<string, string>

  constructor(
    status: number,
    text: { explanation?: string; detail?: string; headers?: Record<string, string> } = {},
  ) {
    super(text.explanation ?? text.detail ?? titles[status] ?? String(status))
    this.name = 'HttpError'
    this.status = status
    this.explanation = text.explanation
    this.detail = text.detail ?? ''
    this.headers = text.headers ?? {}
  }
}

/** Builds the error of a status with the sentence that clients show. */
export function httpError(status: number, explanation?: string): HttpError {
  return new HttpError(status, explanation === undefined ? {} : { explanation })
}

/** The status line text of a status code, such as `404 Not Found`. */
export function statusText(status: number): string {
  return `${status} ${titles[status] ?? 'Unknown'}`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
}

type Format = 'html' | 'json' | 'plain'

function rankOf(accept: string, type: string): number {
  const main = type.split('/')[0]
  let quality = 0
  let precision = -1
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const exact = range.toLowerCase()
    const found = exact === type ? 2 : exact === `${main}/*` ? 1 : exact === '*/*' ? 0 : -1
    if (found <= precision) continue
    precision = found
    const weight = parameters.find((parameter) => /^q=/i.test(parameter))
    quality = weight ? Number(weight.slice(2)) : 1
  }
  return quality
}

/** Which of the three error shapes an Accept header asks for; plain text when there is none. */
export function errorFormat(accept: string | undefined): Format {
  if (!accept?.trim()) return 'plain'
  const html = rankOf(accept, 'text/html')
  const json = rankOf(accept, 'application/json')
  if (html === 0 && json === 0) return 'plain'
  return json > html ? 'json' : 'html'
}

function bodyText(error: HttpError, method: string, contentType: string, isHtml: boolean): string {
  const clean = isHtml ? escapeHtml : (text: string) => text
  const detail = clean(error.detail)
  // One refusal brings a sentence of its own, and nothing around it.
  if (error.status === 405 && error.explanation !== undefined) return clean(error.explanation)
  if (error.status === 405) {
    return `The method ${clean(method)} is not allowed for this resource. <br /><br />\n${detail}`
  }
  if (error.status === 415) {
    return `The request media type ${clean(contentType)} is not supported by this server.\n<br /><br />\n${detail}`
  }
  if (error.status === 501 && error.explanation === undefined) {
    return `\nThe request method ${clean(method)} is not implemented for this server. <br /><br />\n${detail}`
  }
  const explanation = clean(error.explanation ?? explanations[error.status] ?? '')
  return `${explanation}<br /><br />\n${detail}\n\n`
}

function stripTags(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll('\r', '')
    .replace(/<br.*?>/gis, '\n')
    .replace(/<!--|-->/g, '')
    .replace(/<.*?>/gs, '')
}

/**
 * Renders an error in the shape the client accepts.
 * @param request method, Content-Type and Accept of the request, as they came
 */
export function renderError(
  error: HttpError,
  request: { method: string; contentType: string; accept: string | undefined },
): { contentType: string; body: string } {
  const status = statusText(error.status)
  const format = errorFormat(request.accept)
  const text = bodyText(error, request.method, request.contentType, format === 'html')
  if (format === 'json') {
    const body = { message: text, code: status, title: titles[error.status] ?? '' }
    return { contentType: 'application/json', body: dumpJson(body, true) }
  }
  if (format === 'plain') {
    const body = `${status}\n\n${stripTags(text)}`
    return { contentType: 'text/plain; charset=UTF-8', body }
  }
  const body = `<html>\n <head>\n  <title>${status}</title>\n </head>\n <body>\n  <h1>${status}</h1>\n  ${text}\n </body>\n</html>`
  return { contentType: 'text/html; charset=UTF-8', body }
}
