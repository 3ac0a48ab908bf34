import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { cutForwards, forward, isForwarded, statusElsewhere } from './forward'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function owner(handle: Handler): Promise<string> {
  const made = createServer(handle)
  server = made
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  const address = made.address()
  return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
}

const patch = (body: BodyInit | null, more: Record<string, string> = {}) =>
  new Request('http://people.example/api/p/1/uploads/u1?x=%20y', {
    method: 'PATCH',
    body,
    headers: { 'upload-offset': '7', cookie: 'vitrine-session=s', ...more },
    duplex: 'half',
  } as RequestInit)

describe('forward', () => {
  it('passes body, address and headers on, and the answer back', async () => {
    const bytes = randomBytes(3_000_000)
    const seen: { url?: string; headers?: IncomingMessage['headers']; sha?: string } = {}
    const url = await owner((request, response) => {
      const hash = createHash('sha256')
      request.on('data', (part) => hash.update(part))
      request.on('end', () => {
        Object.assign(seen, { url: request.url, headers: request.headers, sha: hash.digest('hex') })
        response.writeHead(204, {
          'upload-offset': '3000007',
          'set-cookie': ['a=1; Path=/', 'b=2; Path=/'],
        })
        response.end()
      })
    })
    const answer = await forward(patch(bytes, { 'accept-encoding': 'gzip' }), url)
    expect(answer.status).toBe(204)
    expect(answer.headers.get('upload-offset')).toBe('3000007')
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
    expect(seen.url).toBe('/api/p/1/uploads/u1?x=%20y')
    expect(seen.sha).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(seen.headers).toMatchObject({ cookie: 'vitrine-session=s', 'upload-offset': '7' })
    expect(seen.headers).not.toHaveProperty('accept-encoding')
    const received = new Request(url, { headers: seen.headers as Record<string, string> })
    expect(isForwarded(received)).toBe(true)
    expect(isForwarded(patch(null))).toBe(false)
  })

  it('passes on a refusal that comes before the body was read', async () => {
    const url = await owner((_, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json', connection: 'close' })
      response.end('{"code":"conflict"}')
    })
    const answer = await forward(patch(Buffer.alloc(1000)), url)
    expect([answer.status, await answer.text()]).toEqual([409, '{"code":"conflict"}'])
  })

  it('says that the other copy does not answer: not there, gone half-way, or cut off', async () => {
    const down = { code: 'upstream_down', extra: { dashboard: true, retryAfter: 1 } }
    await expect(forward(patch(Buffer.alloc(10)), 'http://127.0.0.1:1')).rejects.toMatchObject(down)
    const dies = await owner((request) => request.once('data', () => request.socket.destroy()))
    await expect(forward(patch(Buffer.alloc(100_000)), dies)).rejects.toMatchObject(down)
    server?.close()
    const silent = await owner(() => setTimeout(cutForwards, 50))
    await expect(forward(patch(Buffer.alloc(10)), silent)).rejects.toMatchObject(down)
  })

  it('reads a status, and nothing from whoever answers oddly', async () => {
    const odd = await owner((_, response) => response.end('{"id":1}'))
    const request = new Request('http://people.example/api/p/1/uploads')
    expect(await statusElsewhere(request, odd, 'u1')).toBeUndefined()
  })
})
