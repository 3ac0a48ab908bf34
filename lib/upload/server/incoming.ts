import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'

const store = globalThis as { __vitrineIncoming?: AsyncLocalStorage<IncomingMessage> }

/** A chunk of 32 MiB on a link of 128 kbit/s lasts 35 minutes; Node's own limit is 5. */
const REQUEST_MS = 3_600_000

/**
 * Remembers Node's own request for the code that answers it, and gives slow chunks time. Called once
 * at start; `next start` offers no other way to either.
 */
export function watchIncoming(): void {
  if (store.__vitrineIncoming) return
  const incoming = new AsyncLocalStorage<IncomingMessage>()
  store.__vitrineIncoming = incoming
  subscribe('http.server.request.start', (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server }
    server.requestTimeout = REQUEST_MS
    incoming.enterWith(request)
  })
}

/**
 * Node's request behind a web `Request` whose body nobody has touched. Reading it spares the copies
 * of a web stream, which cost a tenth of an upload's time on two cores.
 *
 * @returns Nothing where it cannot be had; the body must then be read from `request`.
 */
export function incomingOf(request: Request): IncomingMessage | undefined {
  const message = store.__vitrineIncoming?.getStore()
  const isSame =
    message?.method === request.method &&
    message.url === pathOf(request.url) &&
    message.headers['upload-offset'] === (request.headers.get('upload-offset') ?? undefined)
  return isSame && !message.readableDidRead && !message.destroyed ? message : undefined
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
