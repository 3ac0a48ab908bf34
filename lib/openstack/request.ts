import 'server-only'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { Agent, type Dispatcher, errors } from 'undici'
import type { ZodType } from 'zod'
import { env } from '@/lib/env'
import { AppError, appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import { metrics } from '@/lib/metrics'
import { tracedCall } from '@/lib/tracing'
import { callName, serviceOf } from './call-name'
import { assertPasses, mayRetry, noteAnswered, noteUnanswered } from './circuit'
import { noteAnswer } from './note-answer'
import { endSharing, shareRead } from './shared-reads'
import { readShort, upstreamError } from './upstream-error'

type Query = ReadonlyArray<readonly [key: string, value: string]>

export type UpstreamRequest = {
  method: Dispatcher.HttpMethod
  /** Absolute URL without a query string. */
  url: string
  query?: Query
  headers?: Record<string, string>
  token?: string | undefined
  /** Sent as JSON unless it is a stream or a buffer. */
  body?: unknown
  contentType?: string
  signal?: AbortSignal | undefined
  requestId?: string | undefined
  /** A write that may be sent twice without harm, such as asking for a token. */
  repeatable?: boolean
  /** Hands a 401 to the caller: Keystone's receipts come as one. */
  accept401?: boolean
}

export type UpstreamAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  requestId: string | undefined
  body: Readable & Dispatcher.ResponseData['body']
}

const store = globalThis as { __vitrineAgent?: Agent }

/** Kept-alive connections to Keystone and Glance, shared by the whole process. */
export function upstreamAgent(): Agent {
  store.__vitrineAgent ??= new Agent({
    connections: 128,
    keepAliveTimeout: 4_000,
    connect: { timeout: 10_000, ...certificates() },
    headersTimeout: env().UPSTREAM_TIMEOUT_SECONDS * 1000,
    bodyTimeout: env().UPSTREAM_TIMEOUT_SECONDS * 1000,
  })
  return store.__vitrineAgent
}

/** TLS options for a private certificate authority (`OS_CACERT`). */
export function certificates(): { ca?: Buffer } {
  const file = env().OS_CACERT
  return file ? { ca: readFileSync(file) } : {}
}

/**
 * The one way to call Keystone and Glance.
 *
 * A read, or a write that says so, is sent once more when its kept connection was closed before
 * any answer: Keystone behind uWSGI closes connections without saying so. A service that leaves call
 * after call unanswered is spared further ones for some seconds (`circuit`).
 *
 * @returns The answer with its body unread; the caller reads or destroys it.
 * @throws AppError for any status of 400 and more, `upstream_down` when nobody answers,
 *   `timed_out` after `UPSTREAM_TIMEOUT_SECONDS`, `aborted` when `signal` fires.
 */
export function requestStream(request: UpstreamRequest): Promise<UpstreamAnswer> {
  const { method, url, requestId } = request
  const attributes = {
    'http.request.method': method,
    'server.address': new URL(url).host,
    'openstack.service': serviceOf(url),
    ...(requestId ? { 'vitrine.request_id': requestId } : {}),
  }
  return tracedCall(
    callName(method, url),
    attributes,
    () => callUpstream(request),
    ({ status, requestId: theirs }) => ({
      'http.response.status_code': status,
      ...(theirs ? { 'openstack.request_id': theirs } : {}),
    }),
  )
}

async function callUpstream(request: UpstreamRequest): Promise<UpstreamAnswer> {
  assertPasses(request.url)
  const started = performance.now()
  const isRepeatable = request.repeatable || request.method === 'GET' || request.method === 'HEAD'
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD'
  const stopSharing = () => isWrite && request.token && endSharing(request.token)
  stopSharing()
  const answer = await send(request, isRepeatable ? 1 : 0).finally(stopSharing)
  const upstreamRequestId = one(answer.headers['x-openstack-request-id'])
  const requestId = upstreamRequestId ?? request.requestId
  noteAnswered(request.url, answer.statusCode)
  noteAnswer(request, answer.statusCode, performance.now() - started, upstreamRequestId)
  const { statusCode: status, headers, body } = answer
  if (status >= 400 && !(status === 401 && request.accept401)) {
    const retryAfter = Number(one(headers['retry-after'])) || undefined
    throw upstreamError(status, await readShort(body), requestId, retryAfter)
  }
  return { status, headers, requestId, body }
}

/**
 * Calls an upstream and parses its JSON answer.
 *
 * @throws AppError as `requestStream`, and `upstream_odd` when the answer is not what `schema` says.
 */
export async function requestJson<T>(
  request: UpstreamRequest & { schema: ZodType<T> },
): Promise<{ data: T; headers: UpstreamAnswer['headers'] }> {
  const { answer, value } = await readJson(request)
  const parsed = request.schema.safeParse(value)
  if (!parsed.success) {
    const where = parsed.error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join('.')}: ${issue.code}`)
    throw odd(request, answer, where.join('; '), parsed.error)
  }
  return { data: parsed.data, headers: answer.headers }
}

type JsonAnswer = { answer: UpstreamAnswer; value: unknown }

async function readJson(request: UpstreamRequest): Promise<JsonAnswer> {
  const read = async (signal: AbortSignal | undefined) => {
    const answer = await requestStream({ ...request, signal })
    try {
      return { answer, value: await answer.body.json() }
    } catch (cause) {
      if (cause instanceof SyntaxError) throw odd(request, answer, 'not JSON', cause)
      throw connectionError(cause, request)
    }
  }
  const { method, token, url, query, headers, signal } = request
  if (method !== 'GET' || !token) return read(signal)
  return shareRead({ token, what: JSON.stringify([url, query, headers]), signal }, read)
}

/** Calls an upstream whose answer has no body worth reading. Errors as `requestStream`. */
export async function requestEmpty(request: UpstreamRequest): Promise<void> {
  const answer = await requestStream(request)
  await answer.body.dump()
}

async function send(request: UpstreamRequest, retries: number): Promise<Dispatcher.ResponseData> {
  const url = new URL(request.url)
  for (const [key, value] of request.query ?? []) url.searchParams.append(key, value)
  const json = request.body !== undefined
  try {
    return await upstreamAgent().request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: {
        // Glance answers errors as HTML unless JSON is asked for.
        accept: 'application/json',
        ...(json ? { 'content-type': request.contentType ?? 'application/json' } : {}),
        ...(request.token ? { 'x-auth-token': request.token } : {}),
        ...(request.requestId ? { 'x-openstack-request-id': request.requestId } : {}),
        ...request.headers,
      },
      ...(json ? { body: JSON.stringify(request.body) } : {}),
      signal: request.signal,
    })
  } catch (cause) {
    if (retries > 0 && isWorthRetry(cause, request)) {
      await setTimeout(10 + Math.random() * 50)
      return send(request, retries - 1)
    }
    if (!request.signal?.aborted) noteUnanswered(request.url)
    throw connectionError(cause, request)
  }
}

function isWorthRetry(cause: unknown, { signal, url }: UpstreamRequest): boolean {
  return closedBeforeAnswer(cause) && !signal?.aborted && mayRetry(url)
}

function closedBeforeAnswer(cause: unknown): boolean {
  return (
    cause instanceof errors.SocketError ||
    codeOf(cause) === 'ECONNRESET' ||
    codeOf(cause) === 'EPIPE'
  )
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
}

/** Says in our words why a connection failed; the address stays in the log. */
export function connectionError(
  cause: unknown,
  request: Pick<UpstreamRequest, 'method' | 'url' | 'signal' | 'requestId'>,
): AppError {
  if (cause instanceof AppError) return cause
  const requestId = request.requestId ? { requestId: request.requestId } : {}
  if (request.signal?.aborted) return appError('aborted', { cause, ...requestId })
  const timedOut =
    cause instanceof errors.HeadersTimeoutError ||
    cause instanceof errors.BodyTimeoutError ||
    cause instanceof errors.ConnectTimeoutError
  const reason = codeOf(cause) ?? (cause instanceof Error ? cause.name : 'unknown')
  metrics().upstreamFailures.inc({ service: serviceOf(request.url), reason })
  logger().warn({
    call: `${request.method} ${new URL(request.url).pathname}`,
    reason,
    ...requestId,
  })
  return appError(timedOut ? 'timed_out' : 'upstream_down', { cause, ...requestId })
}

function odd(
  request: UpstreamRequest,
  answer: UpstreamAnswer,
  reason: string,
  cause: unknown,
): AppError {
  metrics().upstreamFailures.inc({ service: serviceOf(request.url), reason: 'odd' })
  logger().warn({
    call: `${request.method} ${new URL(request.url).pathname}`,
    odd: reason,
    requestId: request.requestId,
    upstreamRequestId: answer.requestId,
  })
  return appError('upstream_odd', {
    cause,
    ...(answer.requestId ? { requestId: answer.requestId } : {}),
  })
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
