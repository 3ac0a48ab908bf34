import { STATUS_CODES } from 'node:http'

/**
 * An answer of Keystone that is an error.
 * Shape from Keystone 22: keystone/server/flask/application.py, `_handle_keystone_exception`.
 */
export class KeystoneError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Extra members of `error`, e.g. `identity` for an unsupported method. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message)
  }

  /** The body as Keystone writes it. */
  body(): string {
    const title = STATUS_CODES[this.status] ?? 'Unknown'
    const error = { code: this.status, message: this.message, title, ...this.extra }
    return `${JSON.stringify({ error })}\n`
  }
}

/**
 * An answer of Glance that is an error. `message` is what webob calls the explanation.
 * Glance raises webob exceptions, so the body follows webob/exc.py: HTML, JSON or plain text by
 * the Accept header, HTML when the client does not care.
 */
export class GlanceError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Headers that go out with the error, e.g. Accept-Patch. */
    readonly headers: Record<string, string> = {},
    /** Sent as the whole body (text/html) instead of the templates, as the auth middleware does. */
    readonly wholeBody?: string,
  ) {
    super(message)
  }

  /** Body and content type for a client that sent this Accept header. */
  render(accept: string | undefined): { body: string; contentType: string } {
    const title = STATUS_CODES[this.status] ?? 'Unknown'
    const status = `${this.status} ${title}`
    if (this.wholeBody !== undefined) {
      return { body: this.wholeBody, contentType: 'text/html; charset=UTF-8' }
    }
    const kind = preferredKind(accept)
    if (kind === 'application/json') {
      const body = `${this.message}<br /><br />\n\n\n`
      return {
        body: pythonJson({ message: body, code: status, title }),
        contentType: 'application/json',
      }
    }
    if (kind === 'text/html') {
      const inner = `${escapeHtml(this.message)}<br /><br />\n\n\n`
      const page = `<html>\n <head>\n  <title>${status}</title>\n </head>\n <body>\n  <h1>${status}</h1>\n  ${inner}\n </body>\n</html>`
      return { body: page, contentType: 'text/html; charset=UTF-8' }
    }
    const text = this.message.replace(/\n/g, ' ').replace(/<[^>]*>/g, '')
    return { body: `${status}\n\n${text}\n\n   `, contentType: 'text/plain; charset=UTF-8' }
  }
}

/** JSON with Python's spacing and ASCII escapes, for a flat object of strings. */
function pythonJson(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  )
  return `{${parts.join(', ')}}`.replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
  }
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/** Which of the two kinds webob would choose: best quality, HTML at a tie, undefined for neither. */
function preferredKind(accept: string | undefined): 'text/html' | 'application/json' | undefined {
  if (!accept?.trim()) return 'text/html'
  const ranges = accept.split(',').map((part) => {
    const [range = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const quality = params.find((param) => param.startsWith('q='))
    return { range, quality: quality ? Number(quality.slice(2)) : 1 }
  })
  const qualityOf = (kind: string): number => {
    const wildcard = `${kind.split('/')[0]}/*`
    for (const wanted of [kind, wildcard, '*/*']) {
      const found = ranges.find(({ range }) => range === wanted)
      if (found) return found.quality
    }
    return 0
  }
  const html = qualityOf('text/html')
  const json = qualityOf('application/json')
  if (html === 0 && json === 0) return undefined
  return html >= json ? 'text/html' : 'application/json'
}
