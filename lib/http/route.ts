import 'server-only'
import type { z } from 'zod'
import { forgetCloud, openCloud } from '@/lib/auth/cloud'
import { appError, isAppError } from '@/lib/errors'
import type { Cloud } from '@/lib/openstack/cloud'
import { observe, type Seen } from './observe'
import { assertSameOrigin } from './same-origin'

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

type Given<Body> = {
  cloud: Cloud
  /** Path parameters, decoded. Next's router guarantees that those of the route's folder exist. */
  params: Record<
    | 'scope'
    | 'imageId'
    | 'memberId'
    | 'storeId'
    | 'sourceId'
    | 'tag'
    | 'list'
    | 'taskId'
    | 'namespace'
    | 'name',
    string
  >
  query: URLSearchParams
  body: Body
  request: Request
  /** For the audit line: a handler may say what there was `before`; `after` is the body unless it says more. */
  seen: Seen
}

/** What a handler may return: data becomes JSON, nothing becomes 204, a Response stays as it is. */
// biome-ignore lint/suspicious/noConfusingVoidType: a service that answers nothing returns Promise<void>
type Outcome = object | undefined | void

// Enough for 128 properties of 64 KiB would be 8 MiB; nobody types more than this.
const maxBodyBytes = 1024 * 1024

/**
 * Wraps a route handler under `/api/p/[scope]`: checks where a write comes from, opens the project's
 * cloud, parses the body, answers data or a problem, and notes what was done (`observe`).
 *
 * @param options.body Schema of the JSON body; without it the body is left alone.
 */
export function route<Body = undefined>(
  options: { body?: z.ZodType<Body> },
  handle: (given: Given<Body>) => Promise<Outcome>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const raw = await context.params
    return observe(request, raw, async (seen) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') assertSameOrigin(request)
      const params = decodeParams(raw)
      const body = options.body ? await parseBody(request, options.body) : (undefined as Body)
      seen.after = body
      const query = new URL(request.url).searchParams
      return answer(
        await withCloud(request, params.scope, seen, (cloud) =>
          handle({ cloud, params, query, body, request, seen }),
        ),
      )
    })
  }
}

/**
 * Opens the cloud of a request and works with it. A token that an upstream refuses is thrown away and
 * the work done once more with a new one: the refusal came before anything was done.
 */
export async function withCloud<T>(
  request: Request,
  scope: string,
  seen: Seen,
  work: (cloud: Cloud) => Promise<T>,
): Promise<T> {
  const attempt = async () => {
    const cloud = await openCloud(request, scope, seen.requestId)
    seen.who = cloud
    return work(cloud)
  }
  return attempt().catch(async (error: unknown) => {
    if (!isAppError(error, 'unauthenticated')) throw error
    await forgetCloud(scope)
    return attempt()
  })
}

function decodeParams(raw: Awaited<Context['params']>): Given<unknown>['params'] {
  const read = (name: string) => {
    const value = raw[name]
    return typeof value === 'string' ? decodeOnce(value).slice(0, 300) : ''
  }
  return {
    scope: read('scope'),
    imageId: read('imageId'),
    memberId: read('memberId'),
    sourceId: read('sourceId'),
    storeId: read('storeId'),
    tag: read('tag'),
    list: read('list'),
    taskId: read('taskId'),
    namespace: read('namespace'),
    name: read('name'),
  }
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function answer(outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome
  const headers = { 'cache-control': 'private, no-store' }
  return outcome === undefined
    ? new Response(null, { status: 204, headers })
    : Response.json(outcome, { headers })
}

/**
 * Reads and checks a JSON body.
 *
 * @throws AppError `unsupported` for another content type, `too_large` over 1 MiB, `invalid` with
 *   the first fault otherwise.
 */
export async function parseBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw appError('unsupported', { detail: 'Send the body as application/json.' })
  }
  const text = await readText(request)
  let value: unknown
  try {
    value = JSON.parse(text, refusePrototypes)
  } catch (cause) {
    if (isAppError(cause)) throw cause
    throw appError('invalid', { detail: 'The body is not JSON.', cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw appError('invalid', {
    detail: issue
      ? `${issue.path.join('.') || 'body'}: ${issue.message}`
      : 'The body is not valid.',
  })
}

// A schema would leave such a key out without a word; nothing that was sent may get lost like that.
function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw appError('invalid', { detail: '__proto__ cannot be a key here.' })
  return value
}

async function readText(request: Request): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > maxBodyBytes)
      throw appError('too_large', { detail: 'The body is larger than 1 MiB.' })
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
