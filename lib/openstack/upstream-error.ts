import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'
import { scrubSentence } from '@/lib/scrub'

const codeByStatus: Record<number, ErrorCode> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  408: 'timed_out',
  409: 'conflict',
  410: 'gone',
  413: 'too_large',
  415: 'unsupported',
  429: 'throttled',
  501: 'unsupported',
  502: 'upstream_down',
  503: 'upstream_down',
  504: 'timed_out',
}

/**
 * Turns an upstream's failed answer into the one error type.
 *
 * @param status HTTP status of the answer.
 * @param body Its text: Keystone's JSON, Glance's JSON or HTML, a proxy's page, or nothing.
 * @param requestId `X-Openstack-Request-Id` of the answer, when it had one.
 * @param retryAfter `Retry-After` in seconds, when it had one.
 */
export function upstreamError(
  status: number,
  body: string,
  requestId?: string,
  retryAfter?: number,
): AppError {
  const detail = sentenceOf(body)
  const code = codeByStatus[status] ?? (status >= 500 ? 'upstream_down' : 'upstream_odd')
  const isQuota = code === 'too_large' && isAboutRoom(detail ?? '')
  return new AppError({
    code: isQuota ? 'over_quota' : code,
    // A status that we do not know must not become our own answer's status (3xx would redirect).
    status: codeByStatus[status] ? status : 502,
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
    extra: { upstreamStatus: status, ...(retryAfter ? { retryAfter } : {}) },
  })
}

// A limit on the number of tags, properties or members is none on room: deleting images does not help.
function isAboutRoom(sentence: string): boolean {
  return (
    /quota|limit.*exceeded|storage.*full/i.test(sentence) &&
    !/\b(tags?|propert(y|ies)|members?|locations?)\b/i.test(sentence)
  )
}

/** The upstream's own sentence as plain text, or nothing when the body holds none. */
export function sentenceOf(body: string): string | undefined {
  const text = body.trim()
  if (text === '') return undefined
  if (text.startsWith('{')) {
    const fromJson = sentenceOfJson(text)
    if (fromJson !== undefined) return plainText(fromJson)
  }
  if (/<html|<!doctype|<body|<h1/i.test(text)) return sentenceOfHtml(text)
  return plainText(text)
}

function sentenceOfJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    // Keystone: {error:{message}}; Glance: {message}; oslo's older form: {badRequest:{message}}.
    // Nova and Cinder wrap it as well, under a name for the status: {conflictingRequest:{message}}.
    const [only, ...others] = Object.values(value)
    const isWrapped = others.length === 0 && typeof only === 'object' && only !== null
    const inner =
      'error' in value && typeof value.error === 'object' && value.error
        ? value.error
        : isWrapped
          ? only
          : value
    return 'message' in inner && typeof inner.message === 'string' ? inner.message : ''
  } catch {
    return undefined
  }
}

// Glance's page is <h1>404 Not Found</h1> and then the sentence; only what follows the title helps.
function sentenceOfHtml(html: string): string | undefined {
  const body = /<body[^>]*>([\s\S]*?)(<\/body>|$)/i.exec(html)?.[1] ?? html
  const afterTitle = body
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<h1[^>]*>[\s\S]*?<\/h1>/i, ' ')
  return plainText(afterTitle)
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function plainText(text: string): string | undefined {
  const plain = text
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) =>
      decodeEntity(whole, name),
    )
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? undefined : scrubSentence(plain.slice(0, 1000))
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
  const code =
    name[1]?.toLowerCase() === 'x'
      ? Number.parseInt(name.slice(2), 16)
      : Number.parseInt(name.slice(1), 10)
  return Number.isFinite(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** The text of an error's body: it can be of any size, and 64 KiB hold every sentence worth showing. */
export async function readShort(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of body) {
      parts.push(part)
      size += part.length
      if (size > 65_536) break
    }
  } catch {
    // A torn error body still has its status, which the caller reports.
  }
  return Buffer.concat(parts).toString('utf8')
}
