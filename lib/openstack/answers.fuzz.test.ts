import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes, isAppError } from '@/lib/errors'
import { imageSchema } from '@/lib/schemas/image'
import { requestJson } from './request'
import { sentenceOf, upstreamError } from './upstream-error'

let server: Server
let answer: { status: number; body: Buffer; headers: Record<string, string>; cut: boolean }

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(answer.status, {
      'content-length': answer.body.length + (answer.cut ? 10 : 0),
      ...answer.headers,
    })
    response.write(answer.body)
    if (answer.cut) response.destroy()
    else response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const body = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text.slice(0, text.length / 2))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('<html><h1>502</h1></html>', '', 'null', '{"message": {"a": 1}}')
    .map(Buffer.from),
)
const status = fc.oneof(
  fc.constantFrom(200, 200, 200, 201, 300, 400, 401, 403, 404, 409, 413, 429, 500, 502, 503),
  fc.integer({ min: 200, max: 599 }).filter((code) => code !== 204 && code !== 304),
)

describe('whatever Glance answers', () => {
  it('becomes data or one of our errors, within a second', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, fc.boolean(), async (code, bytes, cut) => {
        answer = {
          status: code,
          body: bytes,
          headers: { 'x-openstack-request-id': 'req-1', 'retry-after': String(bytes.length) },
          cut: cut && bytes.length % 5 === 0,
        }
        const { port } = server.address() as AddressInfo
        const started = process.cpuUsage()
        try {
          // A folder of its own each time: the circuit would else rest after five failures.
          const url = `http://127.0.0.1:${port}/${Math.random()}/v2/images/1`
          const { data } = await requestJson({ method: 'GET', url, schema: imageSchema })
          expect(typeof data.id).toBe('string')
        } catch (error) {
          if (!isAppError(error)) throw error
          expect(errorCodes).toContain(error.code)
          expect(error.status).toBeGreaterThanOrEqual(400)
        }
        // Processor time: the machine may be busy with something else.
        expect(process.cpuUsage(started).user).toBeLessThan(1_000_000)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('gives a sentence without markup, never a long one, in no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), status, (text, code) => {
        for (const page of [
          text,
          `<html><body><h1>x</h1>${text}`,
          JSON.stringify({ message: text }),
        ]) {
          const error = upstreamError(code, page)
          expect((error.detail ?? '').length).toBeLessThanOrEqual(1_100)
        }
      }),
      { numRuns: 300 },
    )
    const started = process.cpuUsage()
    for (const evil of [
      '<'.repeat(60_000),
      '&#'.repeat(30_000),
      '<script'.repeat(9_000),
      '{'.repeat(60_000),
    ])
      sentenceOf(evil)
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000)
  }, 60_000)
})
