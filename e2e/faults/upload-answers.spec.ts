import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { until } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people, test } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import type { FaultRule } from '@/lib/localcloud/faults'
import { isSettled } from '@/lib/upload/protocol'
import { clearFaults, setFaults } from './fault-board'

// What Glance answers to an image's data, once. What may pass is tried again without a word; what
// will not is told with its reason. Either way the bytes are sent here only once.

test.skip(target.name !== 'local', 'only the embedded cloud fails on demand')
test.describe.configure({ mode: 'serial' })
test.afterEach(clearFaults)

const size = 700_000
const bytes = randomBytes(size)
const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-answers-'))
const file = path.join(folder, 'file')
writeFileSync(file, bytes)
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cases: Array<[what: string, rule: Partial<FaultRule>, code?: string]> = [
  ['503 with Retry-After', { status: 503, retryAfter: 1 }],
  ['502 with a proxy’s page', { status: 502, html: true }],
  ['500', { status: 500 }],
  ['409', { status: 409 }],
  ['nothing, in the middle', { dropAtBytes: 300_000 }],
  ['nothing, after 2 s', { delayMs: 2_000, drop: true }],
  ['413', { status: 413 }, 'too_large'],
  ['403', { status: 403 }, 'forbidden'],
  ['415', { status: 415 }, 'unsupported'],
]
for (const [what, rule, code] of cases)
  test(`an upload that Glance answers ${what} ${code ? 'is told, and goes on when asked' : 'goes on by itself'}`, async ({
    cloudOf,
    baseURL,
  }) => {
    const cloud = await cloudOf(people.alice)
    const imageId = await cloud.createImage({ name: `answered ${what}` })
    // An answer that comes while bytes are still going out may be lost with its connection, and is
    // then asked for again: what is final is told as often as Glance is asked.
    const times = code ? {} : { times: 1 }
    await setFaults({
      rules: [{ service: 'image', method: 'PUT', path: `/${imageId}/file$`, ...rule, ...times }],
    })
    const client = leanClient(baseURL ?? '', cloud)
    const id = await client.create(imageId, size)
    await client.send(id, file, { chunkBytes: 100_000 }).catch(() => undefined)
    const settled = () =>
      until('it is over', 40, async () => {
        const status = await client.status(id)
        return isSettled(status.state) && status
      })
    const first = await settled()
    if (code) {
      expect(first).toMatchObject({ state: 'failed', error: { code } })
      expect(first.error?.requestId).toMatch(/^req-/)
      expect((await cloud.getImage(imageId)).status).not.toBe('active')
      await clearFaults()
      // Its bytes are still here; only those that were not taken any more are sent.
      await client.put(id, { retry: true })
      expect(await client.offset(id)).toBe(first.received)
      await client.send(id, file)
    }
    const last = await settled()
    const sha512 = createHash('sha512').update(bytes).digest('hex')
    expect(last).toMatchObject({ state: 'active', proof: 'server', sha512 })
    expect(last.sends).toBeGreaterThan(1)
    expect(await cloud.getImage(imageId)).toMatchObject({ size, os_hash_value: sha512 })
    await client.end(id)
    client.close()
  })
