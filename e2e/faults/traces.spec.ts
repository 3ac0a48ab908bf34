import { createServer, type Server } from 'node:http'
import { type Dashboard, startDashboard, until, wait } from '@/e2e/bench/processes'
import { expect, people, test } from '@/e2e/fixtures'
import { freePort } from '@/e2e/free-port'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'

// A receiver of OpenTelemetry traces of one's own: what the dashboard tells it, and what not.

test.describe.configure({ mode: 'serial' })

type Value = { stringValue?: string; intValue?: number | string }
type Span = {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: Array<{ key: string; value: Value }>
}
type Batch = {
  resourceSpans: Array<{
    resource: { attributes: Span['attributes'] }
    scopeSpans: Array<{ spans: Span[] }>
  }>
}

const bodies: string[] = []
let receiver: Server
let dashboard: Dashboard
let session: HttpSession
let project: string

test.beforeAll(async () => {
  const port = await freePort()
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(parts).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve))
  dashboard = await startDashboard(target.keystoneUrl, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_SERVICE_NAME: 'vitrine-under-test',
  })
  session = await HttpSession.open(dashboard.url, people.alice)
  project = await session.projectId('demo')
})
test.afterAll(async () => {
  await dashboard?.kill('SIGKILL')
  receiver?.close()
})

const spans = () =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as Batch).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  )
const told = (span: Span, key: string) => {
  const value = span.attributes.find((attribute) => attribute.key === key)?.value
  return value?.stringValue ?? value?.intValue
}

/** The span of a request from outside, with all that was done for it, once Glance was called. */
async function traceOf(isIt: (root: Span) => boolean): Promise<Span[]> {
  return until('the trace is complete', 20, async () => {
    const all = spans()
    for (const root of all.filter((span) => !span.parentSpanId && isIt(span))) {
      const trace = all.filter(({ traceId }) => traceId === root.traceId)
      if (trace.some(({ name }) => name === 'GET /v2/images')) return trace
    }
    return undefined
  })
}

/** From a span up to the one without a parent. */
function pathUp(trace: Span[], from: Span): Span[] {
  const parent = trace.find(({ spanId }) => spanId === from.parentSpanId)
  return parent ? [from, ...pathUp(trace, parent)] : [from]
}

test('a request of the API is one trace: the request, and the calls to the cloud below it', async () => {
  const requestId = 'req-11111111-2222-4333-8444-555555555555'
  const headers = { 'x-openstack-request-id': requestId }
  await session.call('GET', `/api/p/${project}/images?limit=1&name=private-name`, { headers })
  const trace = await traceOf(
    (root) => told(root, 'http.target')?.toString().startsWith('/api/p/') === true,
  )
  const call = trace.find(({ name }) => name === 'GET /v2/images')
  if (!call) throw new Error('no call')
  expect(told(call, 'vitrine.request_id')).toBe(requestId)
  expect(told(call, 'openstack.service')).toBe('image')
  expect(Number(told(call, 'http.response.status_code'))).toBe(200)
  expect(told(call, 'openstack.request_id')).toMatch(/^req-/)
  const up = pathUp(trace, call)
  expect(up.at(-1)?.parentSpanId ?? '').toBe('')
  expect(up.length).toBeGreaterThan(1)
  // The span above carries the id that the log has.
  expect(up.slice(1).map((span) => told(span, 'vitrine.request_id'))).toContain(requestId)
})

test('a page is one trace too, down to Keystone and Glance', async () => {
  bodies.length = 0
  await session.call('GET', `/p/${project}/images?q=private-search`)
  const answer = await session.call('GET', `/p/${project}/images?status=active`)
  expect(answer.status).toBe(200)
  const trace = await traceOf(
    (root) => told(root, 'http.target')?.toString().startsWith('/p/') === true,
  )
  const call = trace.find(({ name }) => name === 'GET /v2/images')
  expect(call && told(call, 'vitrine.request_id')).toMatch(/^req-[\da-f-]{36}$/)
  expect(call && pathUp(trace, call).length).toBeGreaterThan(1)
})

test('a call that fails is marked, and names the fault', async () => {
  bodies.length = 0
  const gone = '00000000-0000-4000-8000-000000000000'
  await session.call('GET', `/api/p/${project}/images/${gone}`)
  const failed = await until('the span came', 20, async () =>
    spans().find(({ name, attributes }) => {
      return name === 'GET /v2/images/{}' && attributes.some(({ key }) => key === 'error.type')
    }),
  )
  expect(told(failed, 'error.type')).toBe('not_found')
})

test('no token, password, cookie or search is in any trace', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  await session.call('GET', `/api/p/${project}/images?limit=1`, {
    headers: { 'x-auth-token': cloud.token },
  })
  await wait(3_000)
  const text = bodies.join('\n')
  expect(text).toContain('vitrine-under-test')
  for (const secret of [cloud.token, ...session.cookies.values(), 'private-search', 'private-name'])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/gAAAA\w|"password"|x-auth-token|set-cookie/i)
})

test('what is not sent yet is sent when the dashboard ends; a receiver that is away hurts nobody', async () => {
  bodies.length = 0
  await session.call('GET', `/api/p/${project}/images?limit=1`)
  await dashboard.kill('SIGTERM')
  expect(spans().some(({ name }) => name === 'GET /v2/images')).toBe(true)
  receiver.close()
  receiver.closeAllConnections()
  await dashboard.start()
  const later = await HttpSession.open(dashboard.url, people.alice)
  expect((await later.call('GET', `/api/p/${project}/images?limit=1`)).status).toBe(200)
})
