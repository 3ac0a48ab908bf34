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

test('an answer can ask for patience', async () => {
  await put({ rules: [{ status: 503, retryAfter: 7 }] })
  const answer = await cloud.call('GET', '')
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '7'])
})

test('an answer can be torn JSON, with any status', async () => {
  await put({
    rules: [
      { text: '{"images": [', times: 1 },
      { status: 404, text: '{}' },
    ],
  })
  const meet = async () => {
    const answer = await fetch(`${cloud.origin}/image/v2/images`)
    return [answer.status, await answer.text()]
  }
  expect(await meet()).toEqual([200, '{"images": ['])
  expect(await meet()).toEqual([404, '{}'])
})

test('members of an answer can have another type, and lists too', async () => {
  const token = await cloud.admin()
  const images = `${cloud.origin}/image/v2/images`
  const { id } = (await cloud.call('POST', images, { token, body: { name: 'odd' } })).body
  const change = { 'images.0.name': 17, 'images.0.size': 2 ** 60, next: ['no'] }
  await put({
    rules: [
      { path: '/images\\?', change },
      { path: '/tokens', change: { token: 5 } },
    ],
  })
  const { body } = await cloud.call('GET', `${images}?id=in:${id}`, { token })
  expect(body).toMatchObject({ images: [{ id, name: 17, size: 2 ** 60 }], next: ['no'] })
  const own = { headers: { 'X-Auth-Token': token, 'X-Subject-Token': token } }
  expect(await (await fetch(`${cloud.keystoneUrl}/auth/tokens`, own)).json()).toEqual({ token: 5 })
  const deleted = await cloud.call('DELETE', `${images}/${id}`, { token })
  expect(deleted.status).toBe(204)
})

test('a download is cut in the middle, then whole', async () => {
  const token = await cloud.admin()
  const images = `${cloud.origin}/image/v2/images`
  const body = { name: 'torn', disk_format: 'raw', container_format: 'bare' }
  const { id } = (await cloud.call('POST', images, { token, body })).body
  const headers = { 'X-Auth-Token': token, 'Content-Type': 'application/octet-stream' }
  await fetch(`${images}/${id}/file`, { method: 'PUT', headers, body: new Uint8Array(4_000_000) })
  await put({ rules: [{ path: '/file$', dropAnswerAtBytes: 1_500_000, times: 1 }] })
  const torn = await fetch(`${images}/${id}/file`, { headers })
  let seen = 0
  const read = async () => {
    for await (const part of torn.body ?? []) seen += part.length
  }
  await expect(read()).rejects.toThrow()
  expect(seen).toBe(1_500_000)
  const whole = await fetch(`${images}/${id}/file`, { headers })
  expect((await whole.arrayBuffer()).byteLength).toBe(4_000_000)
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
