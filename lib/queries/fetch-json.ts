import { type AppError, appError, errorOfProblem } from '@/lib/errors'

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/**
 * Calls one of our own routes. What the server parsed where it entered is trusted here: schemas stay
 * out of the browser.
 *
 * @returns The answer's JSON, undefined when the answer has no body.
 * @throws AppError as the route reported it; `upstream_down` when the dashboard itself cannot be
 *   reached, `upstream_odd` when something in between answered for it, `aborted` when `signal` fired.
 */
export async function fetchJson<T = undefined>(url: string, options: Options = {}): Promise<T> {
  const response = await call(url, options)
  try {
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  } catch (cause) {
    if (options.signal?.aborted) throw appError('aborted', { cause })
    throw appError(cause instanceof SyntaxError ? 'upstream_odd' : 'upstream_down', { cause })
  }
}

/** Calls one of our own routes and hands back its open answer. Errors as `fetchJson`. */
export async function call(
  url: string,
  { method = 'GET', body, headers, signal }: Options,
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
  const problem = errorOfProblem(await response.json().catch(() => undefined))
  return problem ?? appError(response.status === 401 ? 'unauthenticated' : 'internal')
}
