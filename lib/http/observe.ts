import 'server-only'
import { randomUUID } from 'node:crypto'
import { actionOf, audit } from '@/lib/audit'
import { addressOf } from '@/lib/auth/address'
import { logger } from '@/lib/log'
import { metrics } from '@/lib/metrics'
import type { Cloud } from '@/lib/openstack/cloud'
import type { Problem } from '@/lib/schemas/problem'
import { noteOnSpan } from '@/lib/tracing'
import { problemOf, problemResponse } from './problem'

/** What a request tells of itself while it is answered. */
export type Seen = {
  /** Ours; sent upstream and back to the caller as `X-Openstack-Request-Id`. */
  readonly requestId: string
  /** Who asks, once it is known. */
  who?: Pick<Cloud, 'userId'> & Partial<Pick<Cloud, 'projectId' | 'roles'>>
  /** For the audit line: what was there, and what was asked for. */
  before?: unknown
  after?: unknown
}

type Params = Record<string, string | string[] | undefined>

const reads = ['GET', 'HEAD', 'OPTIONS']

/**
 * Answers one request of the API: gives it its id, turns what is thrown into a problem, counts and
 * logs it, and writes an audit line for every attempt to change something.
 */
export async function observe(
  request: Request,
  params: Params,
  answer: (seen: Seen) => Promise<Response>,
): Promise<Response> {
  const started = performance.now()
  const seen: Seen = { requestId: requestIdOf(request) }
  noteOnSpan({ 'vitrine.request_id': seen.requestId })
  let problem: Problem | undefined
  let response: Response
  try {
    response = await answer(seen)
  } catch (error) {
    problem = problemOf(error, seen.requestId)
    response = problemResponse(problem)
  }
  response.headers.set('x-openstack-request-id', seen.requestId)
  const route = routeOf(request.url, params)
  noteOnSpan({
    'vitrine.route': route,
    'vitrine.status': response.status,
    ...(seen.who ? { 'enduser.id': seen.who.userId } : {}),
    ...(problem ? { 'error.type': problem.code } : {}),
  })
  note(request, response.status, route, seen, problem, performance.now() - started)
  // A chunk of an upload is no change of its own; its upload's beginning and end are.
  const isChunk = request.method === 'PATCH' && route.startsWith('uploads/')
  if (!reads.includes(request.method) && !isChunk)
    auditWrite(request, response.status, route, seen, problem, params)
  return response
}

function note(
  request: Request,
  status: number,
  route: string,
  { requestId, who }: Seen,
  problem: Problem | undefined,
  ms: number,
): void {
  const { method } = request
  metrics().requests.observe({ method, route, status: String(status) }, ms / 1000)
  if (problem) metrics().errors.inc({ code: problem.code })
  const level = status >= 500 ? 'warn' : reads.includes(method) ? 'debug' : 'info'
  logger()[level]({
    request: `${method} ${route}`,
    status,
    ms: Math.round(ms),
    requestId,
    user: who?.userId,
    project: who?.projectId,
    ...(problem ? { code: problem.code, upstreamRequestId: problem.requestId } : {}),
  })
}

function auditWrite(
  request: Request,
  status: number,
  route: string,
  { requestId, who, before, after }: Seen,
  problem: Problem | undefined,
  params: Params,
): void {
  const target = Object.entries(params).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join('/') : value
    return name === 'scope' || text === undefined ? [] : [[name, text.slice(0, 300)]]
  })
  audit({
    action: actionOf(request.method, route),
    result: status < 400 ? 'done' : status < 500 && status !== 499 ? 'refused' : 'failed',
    status,
    code: problem?.code,
    user: who?.userId,
    project: who?.projectId,
    roles: who?.roles,
    via: request.headers.has('x-auth-token') ? 'token' : 'session',
    target: Object.fromEntries(target),
    before,
    after,
    requestId,
    upstreamRequestId: problem?.requestId === requestId ? undefined : problem?.requestId,
    address: addressOf(request.headers.get('x-forwarded-for')),
  })
}

/** The caller's own id when it is one, so that a script's calls can be followed through all services. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-openstack-request-id') ?? ''
  return /^req-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(given) ? given : `req-${randomUUID()}`
}

/** `/api/p/X/images/7/members` with its parameters is `images/{imageId}/members`. */
export function routeOf(url: string, params: Params): string {
  const left = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? '']).map((text) => [decoded(text), name] as const),
    ),
  )
  const segments = new URL(url).pathname.split('/').filter(Boolean).slice(1)
  const path = segments[0] === 'p' ? segments.slice(2) : segments
  return path
    .map((segment, index) => {
      const name = index > 0 ? left.get(decoded(segment)) : undefined
      if (name === undefined) return segment
      left.delete(decoded(segment))
      return `{${name}}`
    })
    .join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
