/** One answer of a service, read to its end. */
export type Answer = {
  status: number
  headers: Headers
  bytes: Buffer
  text: string
  /** The parsed body; its shape is what the caller is about to check. Throws when it is not JSON. */
  json<Body = Record<string, unknown>>(): Body
}

export type CallOptions = {
  token?: string
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  body?: string | Uint8Array<ArrayBuffer>
}

/** Sends one request and reads the whole answer, whatever its status; follows no redirect. */
export async function call(
  method: string,
  url: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { token, json, body = json === undefined ? undefined : JSON.stringify(json) } = options
  const answer = await fetchOpen(url, {
    method,
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(token !== undefined && { 'x-auth-token': token }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body !== undefined && { body }),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const text = bytes.toString('utf8')
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    text,
    json: <Body>() => JSON.parse(text) as Body,
  }
}

/** Keystone behind uWSGI may close a kept connection before any answer; then the request goes again. */
async function fetchOpen(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    const cause = error instanceof TypeError ? error.cause : undefined
    const wasClosed = cause instanceof Error && 'code' in cause && cause.code === 'UND_ERR_SOCKET'
    if (!wasClosed) throw error
    return fetch(url, init)
  }
}
