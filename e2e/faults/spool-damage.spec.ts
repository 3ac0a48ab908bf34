import { createHash, randomBytes } from 'node:crypto'
import { openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { type Dashboard, ownFolder, startDashboard, until } from '@/e2e/bench/processes'
import { type LeanClient, leanClient } from '@/e2e/bench/tus-client'
import type { CloudSession } from '@/e2e/cloud-session'
import { expect, people, test } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

// The dashboard is killed in the middle of an upload, and its spool is not what it was when it comes
// back. Nothing of that may become an image.

test.describe.configure({ mode: 'serial' })

const folder = ownFolder('spool-damage')
const at = (name: string) => path.join(folder.path, name)
const part = 400_000
const size = 3 * part
const bytes = randomBytes(size)
const sha512 = createHash('sha512').update(bytes).digest('hex')
let dashboard: Dashboard
let client: LeanClient

test.beforeAll(async () => {
  writeFileSync(at('file'), bytes)
  dashboard = await startDashboard(
    target.keystoneUrl,
    { UPLOAD_SPOOL_DIR: at('spool'), LOG_LEVEL: 'error' },
    openSync(at('log'), 'w'),
  )
})
test.afterAll(async () => {
  await dashboard?.kill('SIGKILL')
  folder.remove()
})
test.afterEach(async () => {
  client?.close()
  if (target.name === 'local') await clearFaults()
})

const record = (id: string) => JSON.parse(readFileSync(at(`spool/${id}.json`), 'utf8'))

/** Sends the first bytes, kills the dashboard, lets `damage` happen, and starts it again. */
async function interrupted(cloud: CloudSession, sent: number, damage: (id: string) => void) {
  const imageId = await cloud.createImage({ name: 'damaged on the way' })
  client = leanClient(dashboard.url, cloud)
  const id = await client.create(imageId, size)
  await client.send(id, at('file'), { chunkBytes: part, until: sent })
  await until('the bytes are vouched for', 20, async () => record(id).vouched?.bytes === sent)
  await dashboard.kill('SIGKILL')
  damage(id)
  await dashboard.start()
  client.close()
  client = leanClient(dashboard.url, cloud)
  return { id, imageId }
}

const flipOneBit = (id: string) => {
  const file = openSync(at(`spool/${id}.data`), 'r+')
  writeSync(file, Buffer.from([(bytes[100_000] ?? 0) ^ 1]), 0, 1, 100_000)
}

async function expectToldThenSentAnew(
  cloud: CloudSession,
  { id, imageId }: { id: string; imageId: string },
): Promise<void> {
  const failed = await until('it is told', 20, async () => {
    const status = await client.status(id)
    return status.state === 'failed' && status
  })
  expect(failed.error).toMatchObject({
    code: 'internal',
    detail: expect.stringMatching(/damaged\. Send the file again/),
  })
  expect(readFileSync(at('log'), 'utf8')).toContain('the spool is damaged')
  expect((await cloud.getImage(imageId)).status).not.toBe('active')
  // Trying again begins at byte 0, with the bytes of the file itself.
  await client.put(id, { retry: true })
  expect(await client.offset(id)).toBe(0)
  await client.send(id, at('file'), { chunkBytes: part })
  await until('it arrived', 30, async () => (await client.status(id)).state === 'active')
  expect(await cloud.getImage(imageId)).toMatchObject({
    status: 'active',
    size,
    os_hash_value: sha512,
  })
}

test('one bit is another: told, not sent, and begun anew', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  await expectToldThenSentAnew(cloud, await interrupted(cloud, 2 * part, flipOneBit))
})

test('bytes are missing at the end: told, not sent, and begun anew', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const shorten = (id: string) => truncateSync(at(`spool/${id}.data`), part + 17)
  await expectToldThenSentAnew(cloud, await interrupted(cloud, 2 * part, shorten))
})

test('one bit is another in a file that had come whole: it does not become an image', async ({
  cloudOf,
}) => {
  test.skip(target.name !== 'local', 'only the embedded Glance stays away on demand')
  const cloud = await cloudOf(people.alice)
  await setFaults({ rules: [{ service: 'image', method: 'PUT', path: '/file$', drop: true }] })
  const begun = await interrupted(cloud, size, flipOneBit)
  await clearFaults()
  await expectToldThenSentAnew(cloud, begun)
})

test('an undamaged spool goes on where it was', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const { id, imageId } = await interrupted(cloud, 2 * part, () => undefined)
  expect(await client.offset(id)).toBe(2 * part)
  await client.send(id, at('file'), { chunkBytes: part })
  await until('it arrived', 30, async () => (await client.status(id)).state === 'active')
  expect(await cloud.getImage(imageId)).toMatchObject({ size, os_hash_value: sha512 })
})

for (const [what, text] of [
  ['torn', '{"version":1,"id":"'],
  ['of another version', '{"version":99}'],
  ['empty', ''],
] as const)
  test(`a record that is ${what}: its upload is gone, the others are not`, async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const other = await cloud.createImage({ name: 'beside the damage' })
    const before = leanClient(dashboard.url, cloud)
    const otherId = await before.create(other, size)
    await before.send(otherId, at('file'), { chunkBytes: part, until: part })
    before.close()
    const { id, imageId } = await interrupted(cloud, part, (damaged) =>
      writeFileSync(at(`spool/${damaged}.json`), text),
    )
    await expect(client.status(id)).rejects.toThrow('404')
    const { uploads } = await client.list()
    expect(uploads.map((upload) => upload.id)).toContain(otherId)
    expect(uploads.map((upload) => upload.id)).not.toContain(id)
    expect(readFileSync(at('log'), 'utf8')).toContain(id)
    // The image was not touched: the file can be sent into it again.
    // A real Glance needs a moment to notice that the connection is gone.
    await expect.poll(async () => (await cloud.getImage(imageId)).status).toBe('queued')
    const again = await client.create(imageId, size)
    await client.send(again, at('file'))
    await until('it arrived', 30, async () => (await client.status(again)).state === 'active')
    expect(await cloud.getImage(imageId)).toMatchObject({ os_hash_value: sha512 })
    expect(await client.offset(otherId)).toBe(part)
    await client.end(otherId)
  })
