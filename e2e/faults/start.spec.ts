import { connect, createServer, type Server, type Socket } from 'node:net'
import { type Dashboard, startDashboard, until } from '@/e2e/bench/processes'
import { expect, fillSignIn, people, test, words } from '@/e2e/fixtures'
import { freePort } from '@/e2e/free-port'
import { send } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

// The dashboard is started before the cloud is: it comes up, says what is missing, and needs no
// second start.

test.describe.configure({ mode: 'serial' })
let dashboard: Dashboard | undefined
let server: Server | undefined
const sockets = new Set<Socket>()

test.afterEach(async () => {
  await dashboard?.kill('SIGKILL')
  for (const socket of sockets) socket.destroy()
  server?.close()
  if (target.name === 'local') await clearFaults()
})

// A dashboard that was just started draws its first pages slowly.
const cold = { timeout: 40_000 }

type Ready = { status: string; checks: Record<'identity' | 'image', { state: string }> }

const ready = async () => {
  const answer = await send('GET', `${dashboard?.url}/api/ready`, {})
  return { ...answer.json<Ready>(), httpStatus: answer.status, text: answer.text }
}

/** Keystone comes up on `port`. */
async function openKeystone(port: number): Promise<void> {
  const { hostname, port: realPort } = new URL(target.keystoneUrl)
  const opened = createServer((near) => {
    const far = connect(Number(realPort), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.pipe(far).pipe(near)
  })
  server = opened
  await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
}

test('Keystone is down at start: the sign-in page says so, and works when it is there', async ({
  page,
}) => {
  const port = await freePort()
  const address = new URL(target.keystoneUrl)
  address.port = String(port)
  dashboard = await startDashboard(address.href)
  expect((await send('GET', `${dashboard.url}/api/health`, {})).status).toBe(200)
  const before = await ready()
  expect(before).toMatchObject({
    httpStatus: 503,
    status: 'not_ready',
    checks: { identity: { state: 'failed' } },
  })
  expect(before.text).not.toContain(String(port))

  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  await expect(page.getByText(words('auth.failures.upstream_down'))).toBeVisible(cold)

  await openKeystone(port)
  await until('the dashboard noticed', 15, async () => {
    return (await ready()).checks.identity.state === 'ok'
  })
  // What was typed is still there, so sending it again is enough.
  await expect(page.getByLabel(words('auth.signIn.username'), { exact: true })).toHaveValue('alice')
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible(
    cold,
  )
})

test('Glance is down at start: people get in, the list says so, and recovers', async ({ page }) => {
  test.skip(target.name !== 'local', 'the real Glance is shared by all tests')
  await setFaults({ gone: { image: 600 } })
  dashboard = await startDashboard(target.keystoneUrl)
  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  await expect(page.getByText(words('errors.upstream_down.title')).first()).toBeVisible(cold)
  expect(await ready()).toMatchObject({
    status: 'not_ready',
    checks: { identity: { state: 'ok' }, image: { state: 'failed' } },
  })
  await clearFaults()
  await until('the dashboard noticed', 15, async () => (await ready()).status === 'ready')
  await page
    .getByRole('button', { name: words('kit.retry') })
    .first()
    .click()
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible(cold)
})

test('Keystone too slow is told as slow, at sign-in and in the list', async ({ page }) => {
  test.skip(target.name !== 'local', 'only the embedded cloud is slow on demand')
  dashboard = await startDashboard(target.keystoneUrl, { UPSTREAM_TIMEOUT_SECONDS: '2' })
  await setFaults({ rules: [{ service: 'identity', path: '/auth/tokens', delayMs: 30_000 }] })
  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  await expect(page.getByText(words('auth.failures.timed_out'))).toBeVisible(cold)
  // The first token comes at once, the one on the project does not.
  await setFaults({
    rules: [
      { service: 'identity', method: 'POST', path: '/auth/tokens', delayMs: 0, times: 1 },
      { service: 'identity', method: 'POST', path: '/auth/tokens', delayMs: 30_000 },
    ],
  })
  await fillSignIn(page, people.alice)
  await expect(page.getByText(words('errors.timed_out.title')).first()).toBeVisible(cold)
  await clearFaults()
  // A call that was begun before is still shared by whoever asks for the same.
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible({ timeout: 8_000 })
  }).toPass(cold)
})

test('Keystone dies while people work: who is in goes on, and nobody is signed out', async ({
  page,
}) => {
  test.skip(target.name !== 'local', 'only the embedded cloud dies on demand')
  dashboard = await startDashboard(target.keystoneUrl)
  await page.goto(`${dashboard.url}/login`)
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible(cold)
  await setFaults({ gone: { identity: 600 } })
  await page.reload()
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible(cold)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await ready()).checks.identity.state).toBe('failed')
})
