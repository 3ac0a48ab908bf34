import 'server-only'
import http from 'node:http'
import https from 'node:https'
import { type AppError, appError } from '@/lib/errors'
import { noteAnswer } from './note-answer'
import { certificates, connectionError } from './request'
import { upstreamError } from './upstream-error'

export type UploadStreamOptions = {
  url: string
  token: string
  requestId: string
  /** Exact bytes that will be written; announced as Content-Length. */
  length: number
  /**
   * Ask before sending (`Expect: 100-continue`), so that a refusal arrives before any byte instead
   * of as a broken connection. Glance under uWSGI never answers 100, which costs a second.
   */
  askFirst?: boolean
  /** Glance's store for the data, where the cloud has several. */
  store?: string | undefined
}

export type UploadOutcome =
  | { ok: true; requestId: string | undefined }
  | { ok: false; error: AppError }

/** One PUT with a body of known length. Nothing here waits: the writer paces itself by `flushed`. */
export type UploadStream = {
  /** Settles once the connection may take bytes (at once, unless `askFirst`). */
  readonly open: Promise<void>
  /**
   * Hands bytes over. They must stay untouched until `flushed` is called, which may never happen
   * when the stream dies.
   */
  write(parts: readonly Uint8Array[], flushed: () => void): void
  /** Says that the body is complete. @throws Error when it is not: an early end truncates an image. */
  end(): void
  /** Breaks the connection off. Glance then takes the image back to `queued`. */
  destroy(): void
  /** How it ended; never rejects. May come before `end`, when the upstream refuses. */
  readonly outcome: Promise<UploadOutcome>
}

const CONTINUE_MS = 1000
const ANSWER_LIMIT = 65_536

/**
 * Opens a PUT through `node:http`: undici would send a body of unknown end, and a broken body must
 * be destroyed, never ended (an ended one becomes a truncated active image).
 */
export function openUploadStream(options: UploadStreamOptions): UploadStream {
  const url = new URL(options.url)
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'PUT',
    agent: false,
    ...(url.protocol === 'https:' ? certificates() : {}),
    headers: {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      'content-length': options.length,
      'x-auth-token': options.token,
      'x-openstack-request-id': options.requestId,
      ...(options.store ? { 'x-image-meta-store': options.store } : {}),
      ...(options.askFirst ? { expect: '100-continue' } : {}),
    },
  })
  request.setNoDelay(true)
  request.setSocketKeepAlive(true, 30_000)
  let written = 0
  const outcome = outcomeOf(request, options)
  return {
    open: options.askFirst ? mayContinue(request, outcome) : Promise.resolve(),
    write(parts, flushed) {
      request.cork()
      for (const [index, part] of parts.entries()) {
        written += part.byteLength
        const isLast = index === parts.length - 1
        request.write(part, (error) => isLast && !error && flushed())
      }
      process.nextTick(() => request.uncork())
    },
    end() {
      if (written !== options.length)
        throw new Error(`upload ended at ${written} of ${options.length} bytes`)
      request.end()
    },
    destroy: () => request.destroy(),
    outcome,
  }
}

function mayContinue(request: http.ClientRequest, outcome: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, CONTINUE_MS)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    request.once('continue', done)
    void outcome.then(done)
    request.flushHeaders()
  })
}

function outcomeOf(
  request: http.ClientRequest,
  options: UploadStreamOptions,
): Promise<UploadOutcome> {
  return new Promise((resolve) => {
    let answered = false
    const started = performance.now()
    request.on('response', (response) => {
      answered = true
      void readAnswer(response).then((body) => {
        const status = response.statusCode ?? 0
        const upstreamRequestId = one(response.headers['x-openstack-request-id'])
        const requestId = upstreamRequestId ?? options.requestId
        const ms = performance.now() - started
        noteAnswer({ method: 'PUT', ...options }, status, ms, upstreamRequestId)
        const ok = status >= 200 && status < 300
        // A success before the whole body went out would be somebody else's answer.
        if (ok && request.writableFinished) resolve({ ok, requestId })
        else resolve({ ok: false, error: upstreamError(status, body, requestId) })
        request.destroy()
      })
    })
    const broken = (cause: unknown) => {
      if (answered) return
      resolve({ ok: false, error: connectionError(cause, { method: 'PUT', ...options }) })
    }
    request.on('error', broken)
    request.on('close', () => broken(appError('upstream_down', { requestId: options.requestId })))
  })
}

async function readAnswer(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of response) {
      parts.push(part)
      size += part.length
      if (size > ANSWER_LIMIT) break
    }
  } catch {
    // The status is known; a torn body only loses Glance's sentence.
  }
  return Buffer.concat(parts).toString('utf8')
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
