import type { z } from 'zod'
import { AppError, appError } from '@/lib/errors'
import { problemSchema } from '@/lib/schemas/problem'

type Options<T> = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  /** What the answer must be; without it the answer's body is ignored. */
  schema?: z.ZodType<T>
  signal?: AbortSignal | undefined
}

/**
 * Calls one of our own routes.
 *
 * @throws AppError as the route reported it; `upstream_down` when the dashboard itself cannot be
 *   reached, `aborted` when `signal` fired.
 */
export async function fetchJson<T = undefined>(url: string, options: Options<T> = {}): Promise<T> {
  const response = await call(url, options)
  if (!options.schema) return undefined as T
  const parsed = options.schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw appError('upstream_odd', { cause: parsed.error })
  return parsed.data
}

/** Calls one of our own routes and hands back its open answer. Errors as `fetchJson`. */
export async function call(
  url: string,
  { method = 'GET', body, headers, signal }: Options<unknown>,
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
      ...(body === undefined
        ? { headers }
        : {
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body),
          }),
    })
  } catch (cause) {
    throw appError(signal?.aborted ? 'aborted' : 'upstream_down', {
      cause,
      extra: { dashboard: true },
    })
  }
  if (!response.ok) throw await errorOf(response)
  return response
}

async function errorOf(response: Response): Promise<AppError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) return appError(response.status === 401 ? 'unauthenticated' : 'internal')
  const { code, status, detail, requestId, extra } = parsed.data
  return new AppError({
    code,
    status,
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
    ...(extra ? { extra } : {}),
  })
}
