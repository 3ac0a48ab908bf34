import { type FileHandle, open } from 'node:fs/promises'
import http, { type ClientRequest } from 'node:http'
import { basename } from 'node:path'
import type { UploadList, UploadStatus } from '@/lib/schemas/upload'
import type { Access } from './cloud'

/**
 * A tus client that costs as little as possible: one connection, chunks straight from the file. It
 * gives up on any error; the caller resumes.
 */
export type LeanClient = {
  create(imageId: string, size: number, more?: Record<string, string>): Promise<string>
  /** Sends from the server's offset on. @returns the offset after the last chunk. */
  send(id: string, file: string, options?: SendOptions): Promise<number>
  offset(id: string): Promise<number>
  status(id: string): Promise<UploadStatus>
  list(): Promise<UploadList>
  put(id: string, body: object): Promise<UploadStatus>
  end(id: string, image?: 'keep' | 'delete'): Promise<number>
  close(): void
}

export type SendOptions = {
  chunkBytes?: number
  /** Stop after the chunk that reaches this offset. */
  until?: number
  /** Called after each chunk with the new offset. */
  onChunk?: (offset: number) => void | Promise<void>
  signal?: AbortSignal
  headers?: Record<string, string>
}

export type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string }

export class AnswerError extends Error {
  constructor(
    readonly answer: Answer,
    what: string,
  ) {
    super(`${what}: ${answer.status} ${answer.text.slice(0, 300)}`)
  }
}

const BLOCK_BYTES = 1024 * 1024

const encode = (text: string) => Buffer.from(text).toString('base64')

/** @param base Where the dashboard listens, such as http://127.0.0.1:3300. */
export function leanClient(base: string, access: Pick<Access, 'token' | 'projectId'>): LeanClient {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 })
  const root = `${base}/api/p/${access.projectId}/uploads`
  const common = { 'x-auth-token': access.token, 'tus-resumable': '1.0.0' }

  const call = (
    method: string,
    url: string,
    options: {
      headers?: http.OutgoingHttpHeaders
      body?: string | ((request: ClientRequest) => Promise<void>)
      signal?: AbortSignal
    } = {},
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const { body, signal, headers } = options
      const request = http.request(url, {
        method,
        agent,
        headers: { ...common, ...headers },
        ...(signal ? { signal } : {}),
      })
      request.on('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        )
      })
      request.on('error', reject)
      if (typeof body === 'function') body(request).catch(reject)
      else request.end(body)
    })

  const ok = async (what: string, answering: Promise<Answer>) => {
    const answer = await answering
    if (answer.status >= 300) throw new AnswerError(answer, what)
    return answer
  }
  const parsed = async <T>(what: string, answering: Promise<Answer>) =>
    JSON.parse((await ok(what, answering)).text) as T

  const client: LeanClient = {
    async create(imageId, size, more = {}) {
      const metadata = Object.entries({ imageId, ...more }).map(
        ([key, value]) => `${key} ${encode(value)}`,
      )
      const headers = { 'upload-length': size, 'upload-metadata': metadata.join(',') }
      const answer = await ok('creation', call('POST', root, { headers }))
      return basename(answer.headers.location ?? '')
    },
    async offset(id) {
      const answer = await ok('HEAD', call('HEAD', `${root}/${id}`))
      return Number(answer.headers['upload-offset'])
    },
    async send(id, file, options = {}) {
      const { chunkBytes = 32 * 1024 * 1024, until = Number.POSITIVE_INFINITY } = options
      const handle = await open(file)
      const blocks = [0, 1].map(() => Buffer.allocUnsafeSlow(BLOCK_BYTES))
      try {
        const { size } = await handle.stat()
        let offset = await client.offset(id)
        while (offset < Math.min(size, until)) {
          const length = Math.min(chunkBytes, size - offset)
          const headers = {
            'content-type': 'application/offset+octet-stream',
            'content-length': length,
            'upload-offset': offset,
            ...options.headers,
          }
          const body = (request: ClientRequest) =>
            sendPart(request, { handle, blocks }, offset, length)
          const { signal } = options
          const answer = await ok(
            'PATCH',
            call('PATCH', `${root}/${id}`, { body, headers, ...(signal ? { signal } : {}) }),
          )
          offset = Number(answer.headers['upload-offset'])
          await options.onChunk?.(offset)
        }
        return offset
      } finally {
        await handle.close()
      }
    },
    status: (id) => parsed<UploadStatus>('status', call('GET', `${root}/${id}`)),
    list: () => parsed<UploadList>('list', call('GET', root)),
    put: (id, body) =>
      parsed<UploadStatus>(
        'PUT',
        call('PUT', `${root}/${id}`, {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      ),
    async end(id, image = 'keep') {
      return (await call('DELETE', `${root}/${id}?image=${image}`)).status
    },
    close: () => agent.destroy(),
  }
  return client
}

// Two blocks in turn: one is read while the other is sent. No streams, nothing to collect.
async function sendPart(
  request: ClientRequest,
  { handle, blocks }: { handle: FileHandle; blocks: Buffer[] },
  from: number,
  length: number,
): Promise<void> {
  const slots = blocks.map((memory) => ({ memory, sent: Promise.resolve() }))
  let at = 0
  for (let turn = 0; at < length && !request.destroyed; turn ^= 1) {
    const slot = slots[turn]
    if (!slot) return
    await slot.sent
    const count = Math.min(slot.memory.length, length - at)
    const { bytesRead } = await handle.read(slot.memory, 0, count, from + at)
    if (bytesRead === 0) throw new Error('the file became shorter')
    at += bytesRead
    slot.sent = new Promise((resolve) => {
      request.write(slot.memory.subarray(0, bytesRead), () => resolve())
    })
  }
  request.end()
}
