import type { Page } from '@playwright/test'
import { expect, people, test, words } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

// What Glance holds was written by others: every text is shown as text, whatever it contains.

const mark = 'window.__owned=1'
const payloads = [
  `<img src=x onerror="${mark}">`,
  `"><script>${mark}</script>`,
  `javascript:${mark}`,
  `{{constructor.constructor('${mark}')()}}`,
  `</title></textarea><svg onload=${mark}>`,
  `';${mark};//`,
]
const bidi = 'invoice\u202Egpj.exe'
const control = 'a\u0007b\u200Bc\u2028d'

/** Nothing ran, and no element came out of a text. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => '__owned' in window)).toBe(false)
  expect(await page.locator('main img[src="x"], main svg[onload], main script').count()).toBe(0)
  for (const href of await page
    .locator('main a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
    expect(href).not.toMatch(/^\s*(javascript|data|vbscript):/i)
}

test('names, properties and tags are shown as they are and do nothing', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const stamp = Date.now()
  const ids = await Promise.all(
    payloads.map((text, index) =>
      cloud.createImage({
        name: `hostile-${stamp} ${text}`,
        visibility: 'shared',
        tags: [text.slice(0, 200).replaceAll('/', '|'), `tag${index}`],
        description: text,
        os_distro: text,
        [`key${index} <b>`]: text,
        homepage_url: `javascript:${mark}`,
      }),
    ),
  )
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  await page.goto(`${list}?q=hostile-${stamp}`)
  await expect(page.getByRole('grid')).toContainText('<img src=x')
  await expectHarmless(page)
  for (const [index, id] of ids.entries()) {
    if (index > 2) break
    for (const tab of ['', '/properties', '/members', '/json']) {
      await page.goto(`${list}/${id}${tab}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(payloads[index] ?? '')
      await expectHarmless(page)
    }
    expect(await page.title()).toContain(`hostile-${stamp}`)
  }
})

test('characters that hide or turn text are made visible where something is confirmed', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const ids = [await cloud.createImage({ name: bidi }), await cloud.createImage({ name: control })]
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  for (const [index, shown] of [/invoice.*202E.*gpj\.exe/, /a.*b.*200B.*c.*2028.*d/].entries()) {
    await page.goto(`${list}/${ids[index]}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shown)
    await page.getByRole('button', { name: words('image.actions.more') }).click()
    await page.getByRole('menuitem', { name: words('image.actions.delete') }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toHaveText(shown)
    expect(await dialog.innerText()).not.toMatch(/[\u202E\u200B\u2028]/)
    await page.keyboard.press('Escape')
  }
})

test('a metadata schema, a store and a member of hostile names do nothing', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.skip(target.name !== 'local', 'only the embedded cloud answers what a test says')
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: 'schemas', visibility: 'shared' })
  const hostile = payloads[0] ?? ''
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  const member = { image_id: id, status: 'pending', created_at: hostile, updated_at: hostile }
  await setFaults({
    rules: [
      {
        service: 'image',
        path: '/members',
        text: JSON.stringify({ members: [{ ...member, member_id: hostile }] }),
      },
      {
        service: 'image',
        path: '/info/stores',
        text: JSON.stringify({ stores: [{ id: hostile, description: hostile }] }),
      },
    ],
  })
  for (const tab of ['/members', '/stores']) {
    await page.goto(`${list}/${id}${tab}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectHarmless(page)
  }
  await clearFaults()
})

test('an error message of the service is a sentence, never markup, a path or a token', async ({
  cloudOf,
}) => {
  test.skip(target.name !== 'local', 'only the embedded cloud answers what a test says')
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: 'errors' })
  const api = await HttpSession.open(process.env.VITRINE_URL ?? '', people.alice)
  const url = `/api/p/${cloud.projectId}/images/${id}`
  await setFaults({
    rules: [{ service: 'image', method: 'GET', path: id, status: 503, html: true }],
  })
  const answer = await api.call('GET', url)
  await clearFaults()
  expect(answer.status).toBe(503)
  expect(answer.text).not.toMatch(/<[a-z]|\/var\/|\/usr\/|gAAAA|file:\/\//i)
})

test('a sentence of Glance that holds markup, hidden characters and a path is drawn as text', async ({
  page,
  signIn,
}) => {
  test.skip(target.name !== 'local', 'only the embedded cloud answers what a test says')
  await signIn(people.alice)
  const message = `Quota ${payloads[1]} for \u202Egpj \u200Bat /var/lib/glance/images/1 ${payloads[0]}`
  const text = JSON.stringify({ message, code: '409 Conflict', title: payloads[0] })
  await setFaults({ rules: [{ service: 'image', path: '/v2/images', status: 409, text }] })
  await page.reload()
  await expect(page.getByText(words('errors.conflict.title'))).toBeVisible()
  await expectHarmless(page)
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('Quota')
  expect(shown).not.toMatch(/[\u202E\u200B]|\/var\/lib/)
  await clearFaults()
})

test('every list that Glance names things in is text: tags, keys, tasks, stores, namespaces', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.skip(target.name !== 'local', 'only the embedded cloud answers what a test says')
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'others wrote this', visibility: 'shared' })
  const evil = `${payloads[0]}${bidi}`
  const namespace = {
    namespace: evil,
    display_name: evil,
    description: evil,
    visibility: 'public',
    protected: false,
    owner: evil,
    resource_type_associations: [{ name: 'OS::Glance::Image', prefix: evil }],
    properties: { [evil]: { title: evil, description: evil, type: 'string', enum: [evil] } },
    objects: [
      { name: evil, description: evil, properties: { [evil]: { title: evil, type: 'string' } } },
    ],
    tags: [{ name: evil }],
  }
  const task = { id, type: evil, status: 'failure', message: evil, input: {}, result: null }
  const answers: Array<[path: string, body: object]> = [
    ['/metadefs/namespaces\\?', { namespaces: [namespace], first: '/', schema: '/' }],
    ['/metadefs/namespaces/', namespace],
    ['/metadefs/namespaces', { namespaces: [namespace] }],
    ['/tasks', { tasks: [task] }],
    ['/info/import', { 'import-methods': { description: evil, type: 'array', value: [evil] } }],
  ]
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  await setFaults({
    rules: answers.map(([path, body]) => ({ service: 'image', path, text: JSON.stringify(body) })),
  })
  for (const tab of ['', '/properties', '/members', '/json']) {
    await page.goto(`${list}/${id}${tab}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectHarmless(page)
  }
  await page.goto(`${list}/new`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectHarmless(page)
  await clearFaults()
})

test('what is asked before sharing ends or an image rests shows hidden characters too', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: bidi, visibility: 'shared' })
  await cloud.glance(`/images/${id}/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ member: 'partner\u202Exyz' }),
  })
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}/${id}/members`)
  await page.getByRole('button', { name: /^Remove/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toHaveText(/partner.*202E.*xyz/)
  expect(await dialog.innerText()).not.toMatch(/[\u202E\u200B\u2028]/)
})

test('no answer of ours tells where a store keeps the data', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: 'its place' })
  const api = await HttpSession.open(process.env.VITRINE_URL ?? '', people.alice)
  for (const path of [`/images/${id}`, '/images?limit=50', '/stores']) {
    const { text } = await api.call('GET', `/api/p/${cloud.projectId}${path}`)
    expect(text).not.toMatch(/file:\/\/|direct_url|"locations"|\/var\/lib/)
  }
})
