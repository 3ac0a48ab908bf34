import 'server-only'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { type UploadStatus, uploadStatusSchema } from '@/lib/schemas/upload'
import { elsewhereError } from './claims'
import { incomingOf } from './incoming'
import { countYoungBytes } from './young-garbage'

/** Marks a request that came through another copy: it is answered there or not at all. */
const FORWARDED_HEADER = 'vitrine-forwarded'

/** After this much silence the other copy counts as gone. */
const SILENCE_MS = 75_000
const ANSWER_LIMIT = 1024 * 1024

/** Ours to say per connection, not the client's. */
const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'te']
const notSent = [...hopByHop, 'accept-encoding']

const store = globalThis as {
  __vitrineForwards?: Set<() => void>
  __vitrineForwardAgent?: http.Agent
}
store.__vitrineForwards ??= new Set()
const forwards = store.__vitrineForwards

function agentOf(url: URL): http.Agent | undefined {
  if (url.protocol === 'https:') return undefined
  store.__vitrineForwardAgent ??= new http.Agent({ keepAlive: true, timeout: SILENCE_MS })
  return store.__vitrineForwardAgent
}

/** True when another copy sent the request on. */
export function isForwarded(request: Request): boolean {
  return request.headers.has(FORWARDED_HEADER)
}

/**
 * Sends a request on to the copy that works on its upload, body and all, and answers what that answers.
 * It asks who the caller is for itself: cookies and tokens go along, trust does not.
 *
 * @param holder Address of the other copy.
 * @throws AppError `upstream_down` when it does not answer, or the client went away.
 */
export async function forward(request: Request, holder: string): Promise<Response> {
  const answer = await exchange(request, holder, request.method, pathOf(request), true)
  const headers = new Headers()
  for (const [name, given] of Object.entries(answer.headers))
    if (!hopByHop.includes(name) && name !== 'content-length')
      for (const value of [given ?? []].flat()) headers.append(name, value)
  const isBare = request.method === 'HEAD' || [204, 304].includes(answer.status)
  return new Response(isBare ? null : answer.body, { status: answer.status, headers })
}

/** How an upload does, by the word of the copy that works on it; nothing when that does not answer. */
export async function statusElsewhere(
  request: Request,
  holder: string,
  id: string,
): Promise<UploadStatus | undefined> {
  try {
    const path = `${new URL(request.url).pathname}/${id}`
    const { status, body } = await exchange(request, holder, 'GET', path, false)
    return status === 200 ? uploadStatusSchema.parse(JSON.parse(body.toString())) : undefined
  } catch {
    return undefined
  }
}

/** Breaks off what this process still passes on, so that it can end; the client resumes. */
export function cutForwards(): void {
  for (const cut of forwards) cut()
}

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer<ArrayBuffer> }

function exchange(
  request: Request,
  holder: string,
  method: string,
  path: string,
  hasBody: boolean,
): Promise<Answer> {
  const url = new URL(path, holder)
  const agent = agentOf(url)
  const out = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    timeout: SILENCE_MS,
    headers: { ...headersOf(request, hasBody), [FORWARDED_HEADER]: '1' },
    ...(agent ? { agent } : {}),
  })
  const cut = () => void out.destroy(elsewhereError())
  forwards.add(cut)
  return new Promise<Answer>((resolve, reject) => {
    out.on('timeout', cut)
    out.on('error', () => reject(elsewhereError()))
    out.on('response', (response) =>
      collect(response).then(resolve, () => reject(elsewhereError())),
    )
    if (hasBody) pass(request, out)
    else out.end()
  }).finally(() => forwards.delete(cut))
}

function pass(request: Request, out: http.ClientRequest): void {
  const incoming = incomingOf(request)
  const source =
    incoming ?? (request.body ? Readable.fromWeb(request.body as never) : Readable.from([]))
  source.on('data', (bytes: Buffer) => countYoungBytes(bytes.length))
  // A client that breaks off must not leave half a request that looks whole.
  source.on('close', () => {
    if (incoming && !incoming.complete) out.destroy()
  })
  source.on('error', () => out.destroy())
  source.pipe(out)
  out.on('close', () => source.unpipe(out))
}

function headersOf(request: Request, hasBody: boolean): Record<string, string> {
  const left = hasBody ? notSent : [...notSent, 'content-length', 'content-type']
  return Object.fromEntries([...request.headers].filter(([name]) => !left.includes(name)))
}

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}

async function collect(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response) {
    parts.push(part)
    length += part.length
    if (length > ANSWER_LIMIT) throw new Error('too long an answer')
  }
  const { statusCode = 502, headers } = response
  return { status: statusCode, headers, body: Buffer.concat(parts) }
}
