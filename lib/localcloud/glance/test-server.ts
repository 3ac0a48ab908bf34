import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBlobs } from '@/lib/localcloud/blobs'
import { openDatabase } from '@/lib/localcloud/db'
import { createFaultBoard } from '@/lib/localcloud/faults'
import type { PolicyMode } from '@/lib/localcloud/policy'
import { answerRequest } from './dispatch'
import { fileStoreIds, imageOptions } from './options'
import type { GlanceService, ImageOptions } from './service'
import { sweep } from './sweep'

/** An answer with its body read. */
export type TestAnswer = { status: number; headers: Headers; text: string; json: () => never }

export type TestServer = {
  service: GlanceService
  url: string
  /** Sends a request as `user:project:role,role`; objects go as JSON. */
  call: (
    method: string,
    path: string,
    body?: unknown,
    options?: { as?: string; headers?: Record<string, string> },
  ) => Promise<TestAnswer>
  /** Waits for all imports. */
  idle: () => Promise<void>
  /** Runs the repair of a start on what is there now. */
  restart: () => void
  close: () => Promise<void>
}

export const alice = 'alice:demo:member,reader'
export const bob = 'bob:partner:member,reader'
export const carol = 'carol:demo:reader'
export const admin = 'root:admin:admin,member,reader'

/** Starts an image service of its own in a temporary folder; the token names who asks. */
export async function startTestServer(
  more: Partial<ImageOptions> & { policy?: PolicyMode } = {},
): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-images-'))
  const running = new Set<Promise<void>>()
  const settings = {
    policy: more.policy ?? 'new',
    locations: false,
    webDownloadAllow: ['127.0.0.1'],
  }
  const db = openDatabase(dir)
  const service: GlanceService = {
    db,
    blobs: openBlobs(dir, fileStoreIds),
    options: imageOptions(settings, more),
    faults: createFaultBoard(),
    authenticate: (token) => {
      const [userId = '', project = '', roles] = token.split(':')
      if (!roles) return undefined
      return { userId, projectId: project, roles: roles.split(','), scope: 'project' }
    },
    expireToken: () => undefined,
    background: (work) => {
      const guarded = work.finally(() => running.delete(guarded))
      running.add(guarded)
    },
  }
  sweep(service)
  const server = createServer((request, response) => {
    void answerRequest(service, '', request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
  return {
    service,
    url,
    call: async (method, path, body, options = {}) => {
      const isPlain = body === undefined || typeof body === 'string' || body instanceof Uint8Array
      const answer = await fetch(url + path, {
        method,
        redirect: 'manual',
        body: isPlain ? (body as BodyInit | undefined) : JSON.stringify(body),
        headers: {
          accept: 'application/json',
          'x-auth-token': options.as ?? alice,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...options.headers,
        },
      })
      const text = await answer.text()
      const { status, headers } = answer
      return { status, headers, text, json: () => JSON.parse(text) as never }
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
    restart: () => sweep(service),
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
