import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Dashboard, ownFolder, startDashboard, until, wait } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession, send } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

test.describe.configure({ mode: 'serial' })

const folder = ownFolder('operations')
const at = (name: string) => path.join(folder.path, name)
const metricsPort = 20_000 + (process.pid % 20_000)
let dashboard: Dashboard
let api: HttpSession
let project: string

type AuditLine = Record<string, unknown> & { action: string; result: string }
const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as AuditLine)

test.beforeAll(async () => {
  const log = openSync(at('log'), 'w')
  dashboard = await startDashboard(
    target.keystoneUrl,
    {
      LOG_LEVEL: 'trace',
      AUDIT_LOG: at('audit'),
      METRICS_PORT: String(metricsPort),
      UPLOAD_SPOOL_DIR: at('spool'),
    },
    log,
  )
  api = await HttpSession.open(dashboard.url, people.alice)
  project = await api.projectId('demo')
})
test.afterAll(async () => {
  await dashboard?.kill('SIGKILL')
  folder.remove()
})

test('one request id goes through to Keystone and Glance and comes back', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const requestId = 'req-01234567-89ab-4def-8123-456789abcdef'
  const answer = await api.call('GET', `/api/p/${project}/images?limit=1`, {
    headers: { 'x-openstack-request-id': requestId },
  })
  expect(answer.headers['x-openstack-request-id']).toBe(requestId)
  // The line about the request itself is the last one.
  const calls = await until('the log tells of the request', 10, async () => {
    const found = lines(at('log')).filter((line) => line.requestId === requestId)
    return found.some(({ request }) => request !== undefined) && found
  })
  expect(calls.map(({ call }) => call)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/POST .*\/auth\/tokens$/),
      expect.stringMatching(/GET .*\/v2\/images$/),
    ]),
  )
  // The service's own id stands beside ours, so that its log can be searched too.
  expect(calls.some(({ upstreamRequestId }) => /^req-/.test(String(upstreamRequestId)))).toBe(true)
  expect(calls.find(({ request }) => request === 'GET images')).toMatchObject({
    project: cloud.projectId,
    status: 200,
  })
  // Nonsense is not passed on.
  const odd = await api.call('GET', `/api/p/${project}/images?limit=1`, {
    headers: { 'x-openstack-request-id': 'req-<script>' },
  })
  expect(odd.headers['x-openstack-request-id']).toMatch(/^req-[\da-f-]{36}$/)
})

test('each change has an audit line that says who, what, before, after and the result', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const images = `/api/p/${project}/images`
  const made = await api.call('POST', images, {
    json: { name: 'audited', disk_format: 'raw', container_format: 'bare', visibility: 'shared' },
  })
  const { id } = made.json<{ id: string }>()
  cloud.adopt(id)
  const changes = [{ key: 'name', value: 'renamed', base: 'audited' }]
  await api.call('PATCH', `${images}/${id}`, { json: { changes } })
  await api.call('PATCH', `${images}/${id}`, { json: { changes } })
  await api.call('POST', `${images}/${id}/members`, { json: { member: 'a'.repeat(32) } })
  await api.call('PUT', `${images}/${id}/tags/blue`)
  await api.call('POST', `${images}/${id}/deactivate`)
  await api.call('DELETE', `${images}/${id}`, { headers: { origin: 'https://evil.example' } })
  await api.call('DELETE', `${images}/${id}`)
  const mine = lines(at('audit')).filter(
    ({ target, after }) =>
      JSON.stringify(target ?? '').includes(id) ||
      JSON.stringify(after ?? '').includes('"audited"'),
  )
  expect(mine.map(({ action, result, status }) => `${action} ${result} ${status}`)).toEqual([
    'images.create done 200',
    'images.update done 200',
    'images.update refused 409',
    'images.members.create done 200',
    'images.tags.set done 204',
    'images.deactivate refused 403',
    'images.delete refused 403',
    'images.delete done 204',
  ])
  expect(mine[1]).toMatchObject({
    audit: 1,
    project,
    user: expect.any(String),
    via: 'session',
    address: '127.0.0.1',
    target: { imageId: id },
    before: { name: 'audited' },
    after: { name: 'renamed' },
    requestId: expect.stringMatching(/^req-/),
  })
  expect(mine.at(-1)).toMatchObject({ before: { id, name: 'renamed', tags: ['blue'] } })
  // A write from another site's page has nobody's name: it was refused before anybody was asked.
  expect(mine.at(-2)).not.toHaveProperty('user')
})

test('an upload has lines for its beginning and its end', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const imageId = await cloud.createImage({ name: 'audited upload' })
  const client = leanClient(dashboard.url, cloud)
  writeFileSync(at('bytes'), randomBytes(70_000))
  const id = await client.create(imageId, 70_000)
  await client.send(id, at('bytes'))
  await until('the upload ended', 20, async () => (await client.status(id)).state === 'active')
  client.close()
  const mine = lines(at('audit')).filter((line) => JSON.stringify(line).includes(imageId))
  expect(mine.map(({ action, via }) => `${action} ${via}`)).toEqual([
    'uploads.create token',
    'uploads.finish system',
  ])
  expect(mine[1]).toMatchObject({ after: { state: 'active', size: 70_000, proof: 'server' } })
})

test('sign-ins, good and bad, are in the audit log', async () => {
  const stranger = HttpSession.fresh(dashboard.url)
  expect(await stranger.signIn({ ...people.bob, password: 'not-bobs-password-1' })).toContain(
    'invalid_credentials',
  )
  const bob = await HttpSession.open(dashboard.url, people.bob)
  await bob.signOut()
  const sessions = lines(at('audit')).filter(
    ({ action, userName }) => action.startsWith('sessions.') && userName === 'bob',
  )
  expect(sessions.map(({ action, result, code }) => [action, result, code])).toEqual([
    ['sessions.create', 'refused', 'invalid_credentials'],
    ['sessions.create', 'done', undefined],
    ['sessions.delete', 'done', undefined],
  ])
})

test('no token, password, cookie or store location is ever logged', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  // A failure of every kind beside what the tests before did.
  await api.call(
    'GET',
    `/api/p/${project}/images/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`,
  )
  await api.call('POST', `/api/p/${project}/images`, { json: { id: 'no uuid' } })
  await api.call('POST', `/api/p/${project}/images`, {
    json: {
      name: 'secret',
      password: 'swordfish-17',
      source: 'https://me:swordfish-18@x.example/',
    },
  })
  for (const id of await cloud.imagesNamed('secret')) cloud.adopt(id)
  await send('GET', `${dashboard.url}/api/p/${project}/images`, {
    headers: { 'x-auth-token': 'gAAAAAB-not-a-token-but-looks-like-one-0123456789' },
  })
  const text = readFileSync(at('log'), 'utf8') + readFileSync(at('audit'), 'utf8')
  expect(text.length).toBeGreaterThan(5_000)
  const forbidden = [
    cloud.token,
    ...api.cookies.values(),
    'not-bobs-password-1',
    'swordfish-17',
    'swordfish-18',
    'looks-like-one',
    'a-secret-for-tests-only',
  ]
  for (const secret of forbidden) expect(text).not.toContain(secret)
  expect(text).not.toMatch(/gAAAA\w|x-auth-token|x-subject-token|file:\/\/|"password":"(?!\[)/i)
})

test('metrics count requests, upstream calls, uploads, sessions and errors', async () => {
  const text = (await send('GET', `http://127.0.0.1:${metricsPort}/metrics`, {})).text
  for (const expected of [
    /vitrine_request_seconds_count\{method="GET",route="images",status="200"\} \d/,
    /vitrine_request_seconds_count\{method="PATCH",route="images\/\{imageId\}",status="409"\} 1/,
    /vitrine_upstream_seconds_count\{service="image",call="GET \/v2\/images\/\{\}",status="200"\} \d/,
    /vitrine_upstream_seconds_count\{service="identity",call="POST \/v3\/auth\/tokens",status="201"\} \d/,
    /vitrine_uploads_ended_total\{state="active"\} 1/,
    /vitrine_uploads\{state="active"\} 1/,
    /vitrine_spool_free_bytes \d/,
    /vitrine_sessions \d/,
    /vitrine_sign_ins_total\{result="invalid_credentials"\} 1/,
    /vitrine_errors_total\{code="conflict"\} \d/,
    /vitrine_process_resident_memory_bytes \d/,
  ])
    expect(text).toMatch(expected)
  // Labels name routes, never what a person typed.
  expect(text).not.toMatch(/audited|renamed|blue|alice/)
  // They are not to be had where visitors come in.
  expect((await send('GET', `${dashboard.url}/metrics`, {})).text).not.toContain('vitrine_requ')
})

test('health and readiness answer without a session and without addresses', async () => {
  expect((await send('GET', `${dashboard.url}/api/health`, {})).status).toBe(200)
  const ready = await send('GET', `${dashboard.url}/api/ready`, {})
  expect(ready.json()).toMatchObject({
    status: 'ready',
    checks: { identity: { state: 'ok' }, image: { state: 'ok' }, spool: { state: 'ok' } },
  })
  expect(ready.text).not.toMatch(/http|127\.|:\d{4}/)
})

test('only administrators see the state of the system, and no secret is in it', async () => {
  expect((await api.call('GET', `/api/p/${project}/system`)).status).toBe(403)
  const admin = await HttpSession.open(dashboard.url, people.admin)
  const answer = await admin.call('GET', `/api/p/${await admin.projectId('admin')}/system`)
  expect(answer.json()).toMatchObject({
    readiness: { status: 'ready' },
    uploads: [expect.objectContaining({ state: 'active', size: 70_000 })],
    settings: expect.arrayContaining([{ name: 'NEXTAUTH_SECRET', value: 'set' }]),
  })
  expect(answer.text).not.toContain('a-secret-for-tests-only')
})

test('SIGTERM hands an upload over: the next process goes on where it was', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const size = 6 * 1024 * 1024
  writeFileSync(at('half'), randomBytes(size))
  const imageId = await cloud.createImage({ name: 'handed over' })
  const first = leanClient(dashboard.url, cloud)
  const id = await first.create(imageId, size)
  await first.send(id, at('half'), { chunkBytes: size / 3, until: (size / 3) * 2 })
  first.close()
  await dashboard.kill('SIGTERM')
  // The claim is given back, not merely left behind.
  expect(existsSync(at(`spool/${id}.claim`))).toBe(false)
  await dashboard.start()
  const second = leanClient(dashboard.url, cloud)
  expect(await second.offset(id)).toBe((size / 3) * 2)
  await second.send(id, at('half'))
  await until('the upload ended', 30, async () => (await second.status(id)).state === 'active')
  second.close()
  expect(await cloud.getImage(imageId)).toMatchObject({ status: 'active', size })
})

test('SIGTERM lets the requests that run end, and takes no new ones', async () => {
  test.skip(target.name !== 'local', 'only the embedded Glance is slow on demand')
  const slow = { service: 'image' as const, path: '/v2/images\\?', delayMs: 3_000, times: 1 }
  const session = await HttpSession.open(dashboard.url, people.alice)
  await session.call('GET', `/api/p/${project}/images?limit=1`)
  await setFaults({ rules: [slow] })
  const running = session.call('GET', `/api/p/${project}/images?limit=2`)
  await wait(1_000)
  const ended = dashboard.kill('SIGTERM')
  await wait(500)
  const late = await send('GET', `${dashboard.url}/api/ready`, {}).catch(() => undefined)
  expect([undefined, 503]).toContain(late?.status)
  expect((await running).status).toBe(200)
  await ended
  await clearFaults()
  expect(await send('GET', `${dashboard.url}/api/health`, {}).catch(() => 'gone')).toBe('gone')
  await dashboard.start()
})

test('a start without its settings ends at once and names them', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(metricsPort + 1)],
    {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', NEXTAUTH_SECRET: 'short-secret' },
      encoding: 'utf8',
      timeout: 30_000,
    },
  )
  expect(status).toBe(1)
  expect(stderr).toMatch(/KEYSTONE_URL is not set/)
  expect(stderr).not.toContain('short-secret')
})
