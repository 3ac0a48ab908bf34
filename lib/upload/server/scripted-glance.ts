import 'server-only'
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to one PUT: bytes it takes, and what it does then. Without a step it takes everything. */
export type Step = {
  after: number
  act: 'break' | 'stall' | { status: number; body?: string }
}

/** A Glance for one image that misbehaves by script; for unit tests. */
export type ScriptedGlance = {
  url: string
  image: Record<string, unknown>
  /** Bodies that were sent, whole or not, and whether they ended well. */
  puts: Array<{ body: Buffer; isWhole: boolean; token: string | undefined }>
  tags: string[]
  script: Step[]
  /** Tokens that are refused. */
  refused: Set<string>
  /** When bytes came in the present PUT, in ms since 1970. */
  arrivals: number[]
  close: () => Promise<void>
}

export async function openScriptedGlance(imageId: string): Promise<ScriptedGlance> {
  const glance: Omit<ScriptedGlance, 'url' | 'close'> = {
    image: {
      id: imageId,
      status: 'queued',
      visibility: 'private',
      owner: 'project-1',
      disk_format: 'raw',
      container_format: 'bare',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      os_hash_algo: 'sha512',
    },
    puts: [],
    tags: [],
    script: [],
    refused: new Set(),
    arrivals: [],
  }
  const server = http.createServer((request, response) => {
    const token = request.headers['x-auth-token']
    if (typeof token === 'string' && glance.refused.has(token))
      return response.writeHead(401).end('refused')
    const tag = /\/tags\/(.+)$/.exec(request.url ?? '')?.[1]
    if (tag) {
      glance.tags.push(tag)
      return response.writeHead(204).end()
    }
    if (request.method === 'GET')
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(glance.image))
    takePut(glance, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(glance, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function takePut(
  glance: Omit<ScriptedGlance, 'url' | 'close'>,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  if (glance.image.status !== 'queued') {
    response.writeHead(409).end('not queued')
    return
  }
  const step = glance.script.shift()
  const parts: Buffer[] = []
  const put = {
    body: Buffer.alloc(0),
    isWhole: false,
    token: String(request.headers['x-auth-token']),
  }
  glance.puts.push(put)
  glance.image.status = 'saving'
  let size = 0
  const back = () => {
    if (glance.image.status === 'saving') glance.image.status = 'queued'
  }
  request.on('data', (part: Buffer) => {
    parts.push(part)
    size += part.length
    glance.arrivals.push(Date.now())
    if (!step || size < step.after || response.headersSent) return
    if (step.act === 'stall') request.pause()
    else if (step.act === 'break') request.destroy()
    else response.writeHead(step.act.status, { connection: 'close' }).end(step.act.body ?? '')
    if (typeof step.act === 'object') back()
  })
  request.on('error', () => undefined)
  request.on('close', () => {
    put.body = Buffer.concat(parts)
    put.isWhole = request.complete
    if (!request.complete) back()
  })
  request.on('end', () => {
    if (response.headersSent) return
    const body = Buffer.concat(parts)
    const hash = createHash('sha512').update(body).digest('hex')
    Object.assign(glance.image, {
      status: 'active',
      size: body.length,
      os_hash_value: glance.image.os_hash_value ?? hash,
    })
    response.writeHead(204).end()
  })
}
