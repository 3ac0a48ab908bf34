import { createHash, randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { CloudSession } from '@/e2e/cloud-session'
import { expect, people, test, words } from '@/e2e/fixtures'
import { sha512Of } from '@/e2e/upload-files'

const MiB = 1024 * 1024
const data = randomBytes(2 * MiB)

test.describe.configure({ mode: 'default' })

/** Makes an active image of `data` and a way to ask the dashboard for it. */
async function offer(cloud: CloudSession, baseURL: string | undefined) {
  const id = await cloud.createActiveImage({ name: `dl-${Date.now()}`, disk_format: 'qcow2' }, data)
  const address = `${baseURL}/api/p/${cloud.projectId}/images/${id}/file`
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(address, { method, headers: { 'x-auth-token': cloud.token, ...headers } })
  return { id, address, ask }
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer())
}

test('the whole of it comes with its length, its name and its digest', async ({
  cloudOf,
  baseURL,
}) => {
  const cloud = await cloudOf(people.alice)
  const { id, ask } = await offer(cloud, baseURL)
  const whole = await ask()
  expect(whole.status).toBe(200)
  expect(whole.headers.get('content-length')).toBe(String(data.length))
  expect(whole.headers.get('accept-ranges')).toBe('bytes')
  expect(whole.headers.get('content-disposition')).toMatch(/^attachment; filename=.*\.qcow2/)
  expect((await bytesOf(whole)).equals(data)).toBe(true)

  const digest = createHash('sha512').update(data).digest('hex')
  expect(digest).toContain(whole.headers.get('etag')?.replaceAll('"', '') ?? 'none')
  const head = await ask({}, 'HEAD')
  expect(head.headers.get('content-length')).toBe(String(data.length))
  expect(head.headers.get('etag')).toBe(whole.headers.get('etag'))
  expect((await cloud.getImage(id)).os_hash_value).toBe(digest)
})

test('a part of it can be asked for, and a torn download goes on', async ({ cloudOf, baseURL }) => {
  const { ask } = await offer(await cloudOf(people.alice), baseURL)
  const size = data.length
  const parts: Array<[string, number, number]> = [
    ['bytes=0-99', 0, 100],
    [`bytes=${MiB}-`, MiB, size],
    ['bytes=-1000', size - 1000, size],
    [`bytes=${size - 10}-${size + 10}`, size - 10, size],
  ]
  for (const [range, from, to] of parts) {
    const part = await ask({ range })
    expect(part.status, range).toBe(206)
    expect(part.headers.get('content-range'), range).toBe(`bytes ${from}-${to - 1}/${size}`)
    expect(part.headers.get('content-length'), range).toBe(String(to - from))
    expect((await bytesOf(part)).equals(data.subarray(from, to)), range).toBe(true)
  }
  const beyond = await ask({ range: `bytes=${size}-` })
  expect(beyond.status).toBe(416)
  expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
})

test('a part is only given of the data that it belongs to', async ({ cloudOf, baseURL }) => {
  const { ask } = await offer(await cloudOf(people.alice), baseURL)
  const etag = (await ask({}, 'HEAD')).headers.get('etag') ?? ''
  const range = 'bytes=10-19'
  const same = await ask({ range, 'if-range': etag })
  expect(same.status).toBe(206)
  expect((await bytesOf(same)).equals(data.subarray(10, 20))).toBe(true)
  const other = await ask({ range, 'if-range': '"other data"' })
  expect(other.status).toBe(200)
  expect(await bytesOf(other)).toHaveLength(data.length)
})

test('an image without data is not an empty file', async ({ cloudOf, baseURL }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: `dl-${Date.now()}` })
  const answer = await fetch(`${baseURL}/api/p/${cloud.projectId}/images/${id}/file`, {
    headers: { 'x-auth-token': cloud.token },
  })
  expect(answer.status).toBe(409)
})

test('a download whose reader left can be resumed to the same bytes', async ({
  cloudOf,
  baseURL,
}) => {
  const cloud = await cloudOf(people.alice)
  const { address, ask } = await offer(cloud, baseURL)
  const begun = await new Promise<Buffer>((resolve, reject) => {
    const headers = { 'x-auth-token': cloud.token }
    const asking = httpRequest(address, { headers }, (answer: IncomingMessage) => {
      const got: Buffer[] = []
      answer.on('error', () => undefined)
      answer.on('data', (part: Buffer) => {
        got.push(part)
        if (Buffer.concat(got).length < 100_000) return
        answer.destroy()
        resolve(Buffer.concat(got))
      })
    })
    asking.on('error', reject)
    asking.end()
  })
  expect(begun.length).toBeLessThan(data.length)
  const rest = await bytesOf(await ask({ range: `bytes=${begun.length}-` }))
  expect(Buffer.concat([begun, rest]).equals(data)).toBe(true)
})

test('the browser saves it under its own name', async ({ page, signIn, cloudOf, baseURL }) => {
  const cloud = await cloudOf(people.alice)
  const { id } = await offer(cloud, baseURL)
  await signIn(people.alice)
  await page.goto(`/p/${cloud.projectId}/images/${id}`)
  await page.getByRole('button', { name: words('image.actions.more') }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: words('image.actions.download') }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^dl-\d+\.qcow2$/)
  expect(sha512Of(await saved.path())).toBe((await cloud.getImage(id)).os_hash_value)
})
