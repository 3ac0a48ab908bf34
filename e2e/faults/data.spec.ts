import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

// Data that is legal and unusual goes through the API, into Glance, and back, unchanged.

test.describe.configure({ mode: 'serial' })
let api: HttpSession
let images: string

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  const base = process.env.VITRINE_URL ?? info.project.use.baseURL ?? ''
  api = await HttpSession.open(base, people.alice)
  images = `/api/p/${await api.projectId('demo')}/images`
})

const names: Array<[what: string, name: string]> = [
  ['255 characters', 'n'.repeat(255)],
  ['right-to-left', 'صورة النظام ١٢ — תמונה'],
  ['combined marks', 'Z̴̢̛͓a̸l̷g̵o e\u0301 한글 देवनागरी'],
  ['only blanks', '   '],
  ['empty', ''],
  ['quotes and braces', `"'\`{}$(rm -rf)<>&;|\\`],
  ['a colon and commas', 'in:a,"b",c'],
  ['words of the filter', 'eq:null'],
  ['percent signs', '100%25 %00 %2F'],
  ['what JSON calls by name', '__proto__'],
]
for (const [what, name] of names)
  test(`a name of ${what} is kept, found and shown`, async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const made = await api.call('POST', images, {
      json: { name, disk_format: 'raw', container_format: 'bare' },
    })
    expect(made.status).toBe(200)
    const { id } = made.json<{ id: string }>()
    cloud.adopt(id)
    expect((await cloud.getImage(id)).name).toBe(name)
    expect((await api.call('GET', `${images}/${id}`)).json()).toMatchObject({ id, name })
    if (name.trim() === '') return
    const found = await api.call('GET', `${images}?name=${encodeURIComponent(name)}`)
    expect(found.json<{ images: Array<{ id: string }> }>().images).toContainEqual(
      expect.objectContaining({ id }),
    )
  })

test('an emoji in a name is refused by this Glance, in its own sentence, and nothing is made', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const answer = await api.call('POST', images, {
    json: { name: 'rocket 🚀', disk_format: 'raw', container_format: 'bare' },
  })
  expect(answer.status).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'invalid', detail: expect.stringMatching(/4 byte/) })
  expect(await cloud.imagesNamed('rocket 🚀').catch(() => [])).toEqual([])
})

test('a name that was never set stays null', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({})
  expect((await api.call('GET', `${images}/${id}`)).json()).toMatchObject({ name: null })
})

test('128 tags are kept; the next one is told as over the limit', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const tags = Array.from({ length: 128 }, (_, i) => `tag ${i} ü`)
  const id = await cloud.createImage({ name: 'many tags', tags })
  const shown = (await api.call('GET', `${images}/${id}`)).json<{ tags: string[] }>()
  expect(shown.tags.toSorted()).toEqual(tags.toSorted())
  const more = await api.call('PUT', `${images}/${id}/tags/one-more`)
  expect([more.status, more.json<{ code: string }>().code]).toEqual([413, 'too_large'])
  expect((await cloud.getImage(id)).tags).toHaveLength(128)
})

test('128 properties are kept; the next one is told as over the limit', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const many = Object.fromEntries(Array.from({ length: 128 }, (_, i) => [`key_${i}`, `value ${i}`]))
  const id = await cloud.createImage({ name: 'many properties', ...many })
  expect((await api.call('GET', `${images}/${id}`)).json()).toMatchObject(many)
  const more = await api.call('PATCH', `${images}/${id}`, {
    json: { changes: [{ key: 'one_more', value: 'x' }] },
  })
  expect([more.status, more.json<{ code: string }>().code]).toEqual([413, 'too_large'])
  expect(await cloud.getImage(id)).not.toHaveProperty('one_more')
})

for (const key of [
  'constructor',
  'toString',
  'hasOwnProperty',
  'a/b',
  'a~b',
  '~1',
  '~0/~1',
  'with blank',
  'ключ',
  '-',
  '0',
])
  test(`a property called ${key} is set, changed and removed`, async ({ cloudOf }) => {
    const cloud = await cloudOf(people.alice)
    const id = await cloud.createImage({ name: 'odd keys', other: 'kept' })
    const patch = (value: string | null, base?: string) =>
      api.call('PATCH', `${images}/${id}`, { json: { changes: [{ key, value, base }] } })
    expect((await patch('one')).status).toBe(200)
    expect(await cloud.getImage(id)).toMatchObject({ [key]: 'one', other: 'kept' })
    expect((await patch('two', 'one')).status).toBe(200)
    expect((await patch('three', 'one')).json()).toMatchObject({ code: 'conflict' })
    expect(Object.entries(await cloud.getImage(id))).toContainEqual([key, 'two'])
    expect((await patch(null, 'two')).status).toBe(200)
    expect(Object.keys(await cloud.getImage(id))).not.toContain(key)
  })

test('a property called __proto__ changes no object of ours', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'prototype' })
  await api.call('PATCH', `${images}/${id}`, {
    headers: { 'content-type': 'application/json' },
    body: '{"changes":[{"key":"__proto__","value":"polluted"}]}',
  })
  const answer = await api.call('GET', `${images}/${id}`)
  expect(answer.json()).toMatchObject({ id, name: 'prototype' })
  const other = await cloud.createImage({ name: 'other' })
  expect((await api.call('GET', `${images}/${other}`)).text).not.toContain('polluted')
})

test('a size beyond what JavaScript counts exactly is shown, not broken', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.skip(target.name !== 'local', 'no disk holds such an image')
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: 'enormous' })
  const image = JSON.stringify(await cloud.getImage(id)).replace(
    /"size": ?\d+/,
    '"size":9223372036854775807',
  )
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  await setFaults({ rules: [{ service: 'image', path: `/v2/images/${id}$`, text: image }] })
  await page.goto(`${list}/${id}`)
  await expect(page.getByText('8.0 EiB').first()).toBeVisible()
  await clearFaults()
})

test('unusual names, 128 tags and 128 properties fit on the pages, on a telephone too', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = `odd-${Date.now()}`
  const wide = `${mark} ${'n'.repeat(254 - mark.length)}`
  const arabic = `${mark} صورة النظام — תמונה`
  const many = Object.fromEntries(Array.from({ length: 127 }, (_, i) => [`key_${i}`, `v${i}`]))
  const tags = Array.from({ length: 128 }, (_, i) => `tag-${i}-ü`)
  const loaded = await cloud.createImage({ name: wide, tags, ...many })
  const turned = await cloud.createImage({ name: arabic, tags: [mark] })
  const nameless = await cloud.createImage({ tags: [mark] })
  await signIn(people.alice)
  const list = new URL(page.url()).pathname
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 800 },
  ]) {
    await page.setViewportSize(viewport)
    await page.goto(`${list}?q=${mark}`)
    await expect(page.getByText(arabic).first()).toBeVisible()
    for (const path of ['', `/${loaded}`, `/${loaded}/properties`, `/${turned}`, `/${nameless}`]) {
      await page.goto(`${list}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      // What sticks out, by its markup.
      const wide = () =>
        page.evaluate(() => {
          if (document.documentElement.scrollWidth <= window.innerWidth) return []
          return [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 200))
            .slice(0, 12)
        })
      await expect.poll(wide, { message: `${path} at ${viewport.width}` }).toEqual([])
    }
  }
  await page.goto(`${list}/${loaded}/properties`)
  await expect(page.getByText('key_126').first()).toBeAttached()
})
