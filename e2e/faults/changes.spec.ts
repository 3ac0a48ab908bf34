import { randomUUID } from 'node:crypto'
import { wait } from '@/e2e/bench/processes'
import { CloudSession } from '@/e2e/cloud-session'
import { expect, people, test, words } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'

// What changes in the cloud while somebody works in the dashboard.

test.describe.configure({ mode: 'serial' })
let base: string
let admin: CloudSession

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  base = process.env.VITRINE_URL ?? info.project.use.baseURL ?? ''
  admin = await CloudSession.open(people.admin)
})

type Json = Record<string, unknown>

async function keystone<Body = Json>(method: string, path: string, json?: Json): Promise<Body> {
  const answer = await fetch(`${target.keystoneUrl}${path}`, {
    method,
    headers: { 'x-auth-token': admin.token, 'content-type': 'application/json' },
    ...(json ? { body: JSON.stringify(json) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (answer.status === 204 ? {} : await answer.json()) as Body
}

/** A person and a project of one test's own, with role member. */
async function newcomer() {
  const name = `guest-${randomUUID().slice(0, 8)}`
  const { user } = await keystone<{ user: { id: string } }>('POST', '/users', {
    user: { name, password: name, domain_id: 'default' },
  })
  const { project } = await keystone<{ project: { id: string } }>('POST', '/projects', {
    project: { name, domain_id: 'default' },
  })
  const { roles } = await keystone<{ roles: Array<{ id: string }> }>('GET', '/roles?name=member')
  const role = `/projects/${project.id}/users/${user.id}/roles/${roles[0]?.id}`
  await keystone('PUT', role)
  return {
    person: { domain: 'Default', name, password: name, project: name },
    user: `/users/${user.id}`,
    project: `/projects/${project.id}`,
    role,
    images: `/api/p/${project.id}/images`,
  }
}

test('a user who is disabled is out, and in again when enabled', async () => {
  const guest = await newcomer()
  const session = await HttpSession.open(base, guest.person)
  expect((await session.call('GET', guest.images)).status).toBe(200)
  await keystone('PATCH', guest.user, { user: { enabled: false } })
  // Glance itself may take a token for good for some minutes; Keystone does not.
  expect((await session.call('GET', '/api/projects')).json()).toMatchObject({
    code: 'unauthenticated',
  })
  expect(await HttpSession.fresh(base).signIn(guest.person)).toMatch(/^invalid_credentials/)
  await keystone('PATCH', guest.user, { user: { enabled: true } })
  // Keystone counts in whole seconds: a token of the same second would count as revoked.
  await wait(1_100)
  const again = await HttpSession.open(base, guest.person)
  expect((await again.call('GET', guest.images)).status).toBe(200)
})

test('a role that is taken away closes the project and leaves the session', async () => {
  const guest = await newcomer()
  const session = await HttpSession.open(base, guest.person)
  await keystone('DELETE', guest.role)
  expect((await session.call('GET', guest.images)).json()).toMatchObject({ code: 'forbidden' })
  const mine = await session.call('GET', '/api/projects')
  expect(mine.json()).toEqual({ projects: [] })
  await keystone('PUT', guest.role)
  expect((await session.call('GET', guest.images)).status).toBe(200)
})

test('a project that is deleted closes like one that never was', async () => {
  const guest = await newcomer()
  const session = await HttpSession.open(base, guest.person)
  await keystone('DELETE', guest.project)
  expect((await session.call('GET', guest.images)).json()).toMatchObject({ code: 'forbidden' })
  expect((await session.call('GET', '/api/projects')).json()).toEqual({ projects: [] })
})

test('a password that is changed ends the sessions made with the old one', async () => {
  const guest = await newcomer()
  const session = await HttpSession.open(base, guest.person)
  await keystone('PATCH', guest.user, { user: { password: 'another-one-1' } })
  expect((await session.call('GET', '/api/projects')).json()).toMatchObject({
    code: 'unauthenticated',
  })
})

test('a page whose project is taken away says so and offers the way out', async ({ page }) => {
  const guest = await newcomer()
  await page.goto('/login')
  await page.getByLabel(words('auth.signIn.domain'), { exact: true }).fill('Default')
  await page.getByLabel(words('auth.signIn.username'), { exact: true }).fill(guest.person.name)
  await page.getByLabel(words('auth.signIn.password'), { exact: true }).fill(guest.person.name)
  await page.getByRole('button', { name: words('auth.signIn.submit'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await keystone('PATCH', guest.user, { user: { enabled: false } })
  await page.reload()
  await expect(page.getByRole('button', { name: words('auth.signIn.submit') })).toBeVisible()
})

test('two people edit one image: the second is told what the first changed', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'shared work', os_distro: 'debian' })
  const url = `/api/p/${cloud.projectId}/images/${id}`
  const [alice, carol] = [
    await HttpSession.open(base, people.alice),
    await HttpSession.open(base, people.carol),
  ]
  const rename = (value: string) => ({
    json: { changes: [{ key: 'name', value, base: 'shared work' }] },
  })
  const other = { json: { changes: [{ key: 'os_distro', value: 'x', base: 'debian' }] } }
  const both = await Promise.all([
    alice.call('PATCH', url, rename('by alice')),
    carol.call('PATCH', url, other),
  ])
  const second = await alice.call('PATCH', url, rename('by alice again'))
  const answers = [both[0], second]
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.json()).toMatchObject({
    code: 'conflict',
    extra: { changedKeys: 'name' },
  })
})

test('an image that is deleted while it is viewed says so', async ({ page, signIn, cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: 'soon gone' })
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'soon gone' })).toBeVisible()
  await cloud.glance(`/images/${id}`, { method: 'DELETE' })
  await page.reload()
  await expect(page.getByText(words('image.missing.title'))).toBeVisible()
})

test('an image that is deleted while it is uploaded ends the upload with the reason', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const api = await HttpSession.open(base, people.alice)
  const id = await cloud.createImage({ name: 'deleted under way' })
  const uploads = `/api/p/${cloud.projectId}/uploads`
  const tus = { 'tus-resumable': '1.0.0' }
  const made = await api.call('POST', uploads, {
    headers: {
      ...tus,
      'upload-length': 200_000,
      'upload-metadata': `imageId ${Buffer.from(id).toString('base64')},filename eA==`,
    },
  })
  const url = String(made.headers.location)
  const patch = (offset: number) =>
    api.call('PATCH', url, {
      headers: {
        ...tus,
        'upload-offset': offset,
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.alloc(100_000, 7),
    })
  expect((await patch(0)).status).toBe(204)
  expect((await cloud.glance(`/images/${id}`, { method: 'DELETE' })).status).toBe(204)
  await patch(100_000)
  await expect
    .poll(async () => (await api.call('GET', url)).json<{ state: string }>().state, {
      timeout: 20_000,
    })
    .toBe('failed')
  const { error } = (await api.call('GET', url)).json<{ error: { code: string } }>()
  expect(['gone', 'not_found']).toContain(error.code)
  expect((await api.call('DELETE', url, { headers: tus })).status).toBe(204)
})

test('a browser whose clock is an hour ahead stays signed in', async ({ page, signIn }) => {
  await page.clock.install({ time: Date.now() + 9 * 3_600_000 })
  await signIn(people.alice)
  await page.clock.runFor(30_000)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(words('auth.session.renew'))).toHaveCount(0)
})

test('offline, what was typed stays, the fault is named, and work goes on after', async ({
  page,
  signIn,
  context,
  cloudOf,
}) => {
  await (await cloudOf(people.alice)).createImage({ name: 'there before the link went' })
  await signIn(people.alice)
  const search = page.getByRole('searchbox', { name: words('images.filters.search') })
  await search.fill('kept')
  await expect(page).toHaveURL(/kept/)
  await context.setOffline(true)
  await page.getByRole('button', { name: words('images.list.refresh') }).click()
  await expect(search).toHaveValue('kept')
  await context.setOffline(false)
  await search.fill('')
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
})
