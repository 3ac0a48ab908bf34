import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** Node's own two ends of one exchange. */
type Exchange = { request: IncomingMessage; response: ServerResponse }

const store = globalThis as { __vitrineIncoming?: AsyncLocalStorage<Exchange> }

/** A chunk of 32 MiB on a link of 128 kbit/s lasts 35 minutes; Node's own limit is 5. */
const REQUEST_MS = 3_600_000

/**
 * Remembers Node's own request and response for the code that answers, and gives slow chunks time.
 * Called once at start; `next start` offers no other way to either.
 */
export function watchIncoming(): void {
  if (store.__vitrineIncoming) return
  const incoming = new AsyncLocalStorage<Exchange>()
  store.__vitrineIncoming = incoming
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Exchange & { server: Server }
    server.requestTimeout = REQUEST_MS
    incoming.enterWith({ request, response })
  })
}

/**
 * Node's request behind a web `Request` whose body nobody has touched. Reading it spares the copies
 * of a web stream, which cost a tenth of an upload's time on two cores.
 *
 * @returns Nothing where it cannot be had; the body must then be read from `request`.
 */
export function incomingOf(request: Request): IncomingMessage | undefined {
  const message = exchangeOf(request)?.request
  const isSame =
    message?.headers['upload-offset'] === (request.headers.get('upload-offset') ?? undefined)
  return isSame && !message?.readableDidRead && !message?.destroyed ? message : undefined
}

/**
 * Announces how long the answer to `request` is. Next takes `Content-Length` off every `Response`;
 * without it a download shows no progress, and a torn one looks whole.
 *
 * @param bytes Exact length of the body that follows.
 */
export function announceLength(request: Request, bytes: number): void {
  const response = exchangeOf(request)?.response
  if (response && !response.headersSent) response.setHeader('content-length', bytes)
}

function exchangeOf(request: Request): Exchange | undefined {
  const found = store.__vitrineIncoming?.getStore()
  const { method, url } = found?.request ?? {}
  return method === request.method && url === pathOf(request.url) ? found : undefined
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
