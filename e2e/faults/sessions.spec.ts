import path from 'node:path'
import { type Dashboard, ownFolder, startDashboard, wait } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession, send } from '@/e2e/http-session'
import { target } from '@/e2e/target'

test.describe.configure({ mode: 'serial' })

const folder = ownFolder('sessions')
const oldSecret = 'the-old-secret-of-these-tests-0123456789'
const newSecret = 'the-new-secret-of-these-tests-0123456789'
const cookie = 'vitrine-session'
let base: string
const others: Dashboard[] = []

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  base = process.env.VITRINE_URL ?? info.project.use.baseURL ?? ''
})
test.afterAll(async () => {
  await Promise.all(others.map((dashboard) => dashboard.kill('SIGKILL')))
  folder.remove()
})

/** A dashboard of one's own with other settings. */
async function own(change: Record<string, string>): Promise<Dashboard> {
  const dashboard = await startDashboard(target.keystoneUrl, change)
  others.push(dashboard)
  return dashboard
}

const reach = async (session: HttpSession) => (await session.call('GET', '/api/projects')).status

/** The same browser state somewhere else: what a thief of cookies has. */
function thief(session: HttpSession, at = session.base): HttpSession {
  const copy = HttpSession.fresh(at)
  for (const [name, value] of session.cookies) copy.cookies.set(name, value)
  return copy
}

test('the cookie is out of reach for scripts and other sites, and small', async () => {
  const session = HttpSession.fresh(base)
  const csrf = (await session.call('GET', '/api/auth/csrf')).json<{ csrfToken: string }>()
  const answer = await session.call('POST', '/api/auth/callback/credentials', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...csrf,
      domain: 'Default',
      username: 'alice',
      password: 'alice',
      json: 'true',
    }).toString(),
  })
  const line = answer.headers['set-cookie']?.find((text) => text.startsWith(cookie)) ?? ''
  expect(line).toMatch(/; HttpOnly/i)
  expect(line).toMatch(/; SameSite=Lax/i)
  expect(line).toMatch(/; Path=\//i)
  expect(line).not.toMatch(/domain=/i)
  expect(line.length).toBeLessThan(2_048)
})

test('a replayed cookie is refused after sign-out, and its Keystone token is revoked', async () => {
  const session = await HttpSession.open(base, people.alice)
  const stolen = thief(session)
  expect(await reach(stolen)).toBe(200)
  await session.signOut()
  expect(await reach(stolen)).toBe(401)
  expect(await reach(session)).toBe(401)
  const page = await stolen.call('GET', '/p/whatever/images')
  expect(page.headers.location ?? page.text).toContain('/login')
})

test('signing in anew ends the session of before: there is nothing to fixate', async () => {
  const first = await HttpSession.open(base, people.alice)
  const stolen = thief(first)
  const before = first.cookies.get(cookie)
  await first.signIn(people.alice)
  expect(first.cookies.get(cookie)).not.toBe(before)
  expect(await reach(first)).toBe(200)
  expect(await reach(stolen)).toBe(401)
  // A cookie that somebody planted is not taken over either.
  const planted = HttpSession.fresh(base)
  planted.cookies.set(cookie, 'planted')
  await planted.signIn(people.bob)
  expect(planted.cookies.get(cookie)).not.toBe('planted')
  expect(await reach(planted)).toBe(200)
})

test('sign-out everywhere ends every session of the user and nobody else’s', async () => {
  const [here, there, bob] = [
    await HttpSession.open(base, people.alice),
    await HttpSession.open(base, people.alice),
    await HttpSession.open(base, people.bob),
  ]
  for (const session of [here, there, bob]) expect(await reach(session)).toBe(200)
  expect((await here.call('DELETE', '/api/sessions')).status).toBe(204)
  expect([await reach(here), await reach(there), await reach(bob)]).toEqual([401, 401, 200])
  const again = await HttpSession.open(base, people.alice)
  expect(await reach(again)).toBe(200)
})

test('a cookie that was changed, cut or made by others opens nothing', async () => {
  const session = await HttpSession.open(base, people.alice)
  const good = session.cookies.get(cookie) ?? ''
  const parts = good.split('.')
  const forged = [
    `${good.slice(0, -3)}AAA`,
    good.slice(0, 40),
    parts.with(3, '').join('.'),
    parts.with(0, Buffer.from('{"alg":"none"}').toString('base64url')).join('.'),
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sid":"x"}').toString('base64url')}.`,
    '',
  ]
  for (const value of forged) {
    const other = HttpSession.fresh(base)
    other.cookies.set(cookie, value)
    expect(await reach(other)).toBe(401)
  }
  // Nor does it work as a header, past the browser's rules for cookies.
  const bearer = await send('GET', `${base}/api/projects`, {
    headers: { authorization: `Bearer ${good}` },
  })
  expect(bearer.status).toBe(401)
})

test('a secret is changed without signing anybody out; without the old one nothing opens', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const spool = { UPLOAD_SPOOL_DIR: path.join(folder.path, 'spool') }
  const before = await own({ NEXTAUTH_SECRET: oldSecret, ...spool })
  const session = await HttpSession.open(before.url, people.alice)
  const imageId = await cloud.createImage({ name: 'sealed before' })
  const client = leanClient(before.url, cloud)
  const upload = await client.create(imageId, 5)
  client.close()
  await before.kill()
  const rotated = await own({
    NEXTAUTH_SECRET: newSecret,
    NEXTAUTH_SECRET_PREVIOUS: oldSecret,
    ...spool,
  })
  expect(await reach(thief(session, rotated.url))).toBe(200)
  const after = leanClient(rotated.url, cloud)
  expect((await after.status(upload)).state).toBe('receiving')
  after.close()
  const forgetful = await own({ NEXTAUTH_SECRET: newSecret })
  expect(await reach(thief(session, forgetful.url))).toBe(401)
})

test('a session that nobody uses ends by itself; use keeps it', async () => {
  const quick = await own({ SESSION_IDLE_SECONDS: '3' })
  const [idle, busy] = [
    await HttpSession.open(quick.url, people.alice),
    await HttpSession.open(quick.url, people.bob),
  ]
  expect([await reach(idle), await reach(busy)]).toEqual([200, 200])
  for (let look = 0; look < 4; look++) {
    await wait(1_000)
    expect(await reach(busy)).toBe(200)
  }
  expect(await reach(idle)).toBe(401)
})

test('another copy of the dashboard learns of a sign-out from Keystone', async () => {
  const secret = { NEXTAUTH_SECRET: newSecret }
  const [one, two] = [await own(secret), await own(secret)]
  const session = await HttpSession.open(one.url, people.bob)
  const stolen = thief(session, two.url)
  await session.signOut()
  expect(await reach(stolen)).toBe(401)
})

test('too many wrong passwords are slowed down, whoever types them', async () => {
  const guesser = HttpSession.fresh(base)
  const wrong = { ...people.noproject, password: 'guess' }
  const answers: string[] = []
  for (let i = 0; i < 10; i++) answers.push((await guesser.signIn(wrong)) ?? 'in')
  expect(answers[0]).toMatch(/^invalid_credentials/)
  expect(answers.at(-1)).toMatch(/^throttled:\d+/)
  // Another address does not help.
  const elsewhere = await guesser.call('GET', '/api/auth/csrf')
  expect(elsewhere.status).toBe(200)
  expect(await guesser.signIn({ ...wrong, password: people.noproject.password })).toMatch(
    /^throttled/,
  )
})

test('headers: nothing private is kept, framed, guessed or sent on', async () => {
  const session = await HttpSession.open(base, people.alice)
  const project = await session.projectId('demo')
  const page = await session.call('GET', `/p/${project}/images`)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|script-src[^;]*'unsafe-eval'/)
  for (const part of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(part)
  const again = await session.call('GET', `/p/${project}/images`)
  expect(again.headers['content-security-policy']).not.toBe(policy)
  expect(page.headers).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(page.headers['cache-control']).toMatch(/no-store/)
  expect(page.headers['x-powered-by']).toBeUndefined()
  // Every script of the page carries the nonce.
  const scripts = page.text.match(/<script(?![^>]*\bnonce=)[^>]*>/g) ?? []
  expect(scripts).toEqual([])
  for (const path of [`/api/p/${project}/images`, '/api/projects', '/api/auth/session']) {
    const answer = await session.call('GET', path)
    expect.soft(answer.headers['cache-control'], path).toMatch(/no-store/)
    expect.soft(answer.headers['content-security-policy'], path).toContain("default-src 'none'")
  }
})

test('on https the cookie is bound to the host and browsers are told to stay on https', async () => {
  const secure = await own({ NEXTAUTH_URL: 'https://vitrine.example' })
  const login = await send('GET', `${secure.url}/login`, { headers: { host: 'vitrine.example' } })
  expect(login.headers['strict-transport-security']).toMatch(/max-age=31536000/)
  const session = HttpSession.fresh(secure.url)
  const headers = { origin: 'https://vitrine.example', host: 'vitrine.example' }
  const csrf = await session.call('GET', '/api/auth/csrf', { headers })
  expect(csrf.headers['set-cookie']?.join()).toMatch(/__Host-next-auth\.csrf-token/)
  await session.call('POST', '/api/auth/callback/credentials', {
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...csrf.json<{ csrfToken: string }>(),
      domain: 'Default',
      username: 'bob',
      password: 'bob',
      json: 'true',
    }).toString(),
  })
  expect([...session.cookies.keys()]).toContain(`__Host-${cookie}`)
  expect((await session.call('GET', '/api/projects', { headers })).status).toBe(200)
})
