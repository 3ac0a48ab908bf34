import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestCloud, type TestCloud } from './test-cloud'

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
afterEach(() => cloud.call('DELETE', `${cloud.origin}/faults`))
afterAll(() => cloud.stop())

const put = (body: unknown) => cloud.call('PUT', `${cloud.origin}/faults`, { body })

test('a rule answers in the words of the service it concerns', async () => {
  expect((await put({ rules: [{ status: 503, times: 2 }] })).status).toBe(200)
  const identity = await cloud.call('GET', '')
  expect(identity.status).toBe(503)
  expect(identity.body.error).toMatchObject({ code: 503, title: 'Service Unavailable' })
  const image = await cloud.call('GET', `${cloud.origin}/image/versions`)
  expect(image.status).toBe(503)
  expect(image.headers.get('Content-Type')).toContain('text/html')
  expect((await cloud.call('GET', '')).status).toBe(200)
})

test('an HTML page stands for a proxy in between', async () => {
  await put({ rules: [{ service: 'identity', status: 502, html: true }] })
  const answer = await cloud.call('GET', '')
  expect(answer.status).toBe(502)
  expect(answer.text).toContain('<h1>502</h1>')
})

test('a dropped connection has no answer', async () => {
  await put({ rules: [{ service: 'identity', drop: true }] })
  await expect(cloud.call('GET', '')).rejects.toThrow('fetch failed')
})

test('a service that is gone comes back', async () => {
  await put({ gone: { identity: 0.3 } })
  await expect(cloud.call('GET', '')).rejects.toThrow('fetch failed')
  expect((await cloud.call('GET', `${cloud.origin}/image/versions`)).status).toBe(200)
  await new Promise((done) => setTimeout(done, 350))
  expect((await cloud.call('GET', '')).status).toBe(200)
})

test('a request is cut in the middle of its body', async () => {
  await put({ rules: [{ path: 'auth/tokens', dropAtBytes: 10 }] })
  await expect(
    cloud.call('POST', '/auth/tokens', { body: { auth: 'x'.repeat(100_000) } }),
  ).rejects.toThrow('fetch failed')
})

test('an upload is cut in the middle and leaves an empty image', async () => {
  const token = await cloud.admin()
  const images = `${cloud.origin}/image/v2/images`
  const body = { name: 'cut', disk_format: 'raw', container_format: 'bare' }
  const { id } = (await cloud.call('POST', images, { token, body })).body
  await put({ rules: [{ path: '/file$', dropAtBytes: 1_000_000, times: 1 }] })
  const upload = fetch(`${images}/${id}/file`, {
    method: 'PUT',
    headers: { 'X-Auth-Token': token, 'Content-Type': 'application/octet-stream' },
    body: new Uint8Array(8_000_000),
  })
  await expect(upload).rejects.toThrow('fetch failed')
  await expect
    .poll(async () => (await cloud.call('GET', `${images}/${id}`, { token })).body.status)
    .toBe('queued')
})

test('delays last as long as they say', async () => {
  await put({ rules: [{ delayMs: 300 }] })
  const start = performance.now()
  await cloud.call('GET', '')
  expect(performance.now() - start).toBeGreaterThanOrEqual(295)
})

test('tokens can be over the moment they are made', async () => {
  await put({ tokenSeconds: 0 })
  const token = await cloud.signIn('alice', 'alice')
  expect((await cloud.call('GET', '/auth/projects', { token })).status).toBe(401)
})

test('settings that make no sense are refused and change nothing', async () => {
  await put({ rules: [{ delayMs: 1 }] })
  expect((await put({ rules: [{ status: 200 }] })).status).toBe(400)
  expect((await put({ rules: [{ path: '(' }] })).status).toBe(400)
  expect((await put({ nonsense: 1 })).status).toBe(400)
  expect((await cloud.call('GET', `${cloud.origin}/faults`)).body.rules).toEqual([{ delayMs: 1 }])
})
