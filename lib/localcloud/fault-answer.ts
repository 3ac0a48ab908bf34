import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Closes the connection once `limit` bytes of the answer's body have gone out. */
export function cutAnswer(response: ServerResponse, limit: number): void {
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let seen = 0
  const pass = (chunk: unknown): boolean => {
    const bytes = bytesOf(chunk)
    const isOver = seen + bytes.length > limit
    const more = write(isOver ? bytes.subarray(0, limit - seen) : bytes)
    seen += bytes.length
    // Given a moment, so that the bytes that are allowed leave before the connection does.
    if (isOver) setTimeout(() => response.destroy(), 50)
    return more && !isOver
  }
  response.write = ((chunk: unknown) => seen <= limit && pass(chunk)) as typeof response.write
  response.end = ((chunk?: unknown) => {
    if (seen <= limit && chunk !== undefined && chunk !== null) pass(chunk)
    if (seen <= limit) end()
    return response
  }) as typeof response.end
}

/**
 * Holds the answer back and changes members of its JSON before it goes out.
 * @param changes values by path; dots lead inwards and numbers into lists: `images.0.size`
 */
export function changeAnswer(response: ServerResponse, changes: Record<string, unknown>): void {
  const writeHead = response.writeHead.bind(response)
  const end = response.end.bind(response)
  const parts: Buffer[] = []
  let status = 200
  let headers: OutgoingHttpHeaders = {}
  response.writeHead = ((code: number, given: OutgoingHttpHeaders = {}) => {
    status = code
    headers = Object.fromEntries(
      Object.entries(given).filter(([name]) => name.toLowerCase() !== 'content-length'),
    )
    return response
  }) as typeof response.writeHead
  response.write = ((chunk: unknown) => {
    parts.push(bytesOf(chunk))
    return true
  }) as typeof response.write
  response.end = ((chunk?: unknown) => {
    if (chunk !== undefined && chunk !== null) parts.push(bytesOf(chunk))
    const body = changed(Buffer.concat(parts), changes)
    const hasBody = status !== 204 && status !== 304
    writeHead(status, hasBody ? { ...headers, 'Content-Length': body.length } : headers)
    return end(hasBody ? body : undefined)
  }) as typeof response.end
}

function changed(body: Buffer, changes: Record<string, unknown>): Buffer {
  try {
    const document: unknown = JSON.parse(body.toString('utf8'))
    for (const [path, value] of Object.entries(changes)) put(document, path.split('.'), value)
    return Buffer.from(JSON.stringify(document))
  } catch {
    return body
  }
}

function put(holder: unknown, [name = '', ...rest]: string[], value: unknown): void {
  if (typeof holder !== 'object' || holder === null) return
  const inner = Object.getOwnPropertyDescriptor(holder, name)?.value
  if (rest.length > 0) put(inner, rest, value)
  else {
    // Assigning would not make a member called __proto__.
    const how = { value, enumerable: true, configurable: true, writable: true }
    Object.defineProperty(holder, name, how)
  }
}

function bytesOf(chunk: unknown): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array)
}
