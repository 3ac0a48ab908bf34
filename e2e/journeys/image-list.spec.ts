import type { Page } from '@playwright/test'
import { chineseWords, expect, expectAccessible, people, test, words } from '@/e2e/fixtures'

/** The name of an image in the list: a link to its page. */
const linkTo = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

const unique = () => `list-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`

test('filters go to Glance, stand in the address and obey the back button', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  await cloud.createActiveImage({ name: `${mark}-raw`, tags: [mark] })
  await cloud.createImage({ name: `${mark}-qcow2`, disk_format: 'qcow2', tags: [mark] })
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}?tag=${mark}`)
  await expect(linkTo(page, `${mark}-raw`)).toBeVisible()
  await expect(linkTo(page, `${mark}-qcow2`)).toBeVisible()

  await page
    .getByRole('button', { name: words('images.filters.status') })
    .first()
    .click()
  await page.getByRole('option', { name: words('kit.status.queued') }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/status=queued/)
  await expect(linkTo(page, `${mark}-raw`)).toBeHidden()
  await expect(linkTo(page, `${mark}-qcow2`)).toBeVisible()

  await page.goBack()
  await expect(linkTo(page, `${mark}-raw`)).toBeVisible()
})

test('a search finds part of a name anywhere in the catalogue', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  await cloud.createImage({ name: `before-${mark.toUpperCase()}-after` })
  await signIn(people.alice)
  await page.getByRole('searchbox', { name: words('images.filters.search') }).fill(mark)
  await expect(linkTo(page, `before-${mark.toUpperCase()}-after`)).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`q=${mark}`))
  await expect(page.getByText(/1 match among/)).toBeVisible()

  await page
    .getByRole('searchbox', { name: words('images.filters.search') })
    .fill(`${mark}-nothing`)
  await expect(page.getByRole('heading', { name: words('images.list.noMatchTitle') })).toBeVisible()
  await page
    .getByRole('button', { name: words('images.list.clearFilters') })
    .first()
    .click()
  await expect(page).not.toHaveURL(/q=/)
})

test('more images than a page: all of them can be reached', async ({ page, signIn, cloudOf }) => {
  test.slow()
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  for (let first = 0; first < 130; first += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        cloud.createImage({ name: `${mark}-${first + i}`, tags: [mark] }),
      ),
    )
  }
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}?tag=${mark}&sort=name&dir=asc`)
  await expect(linkTo(page, `${mark}-0`)).toBeVisible()
  const table = page.getByRole('grid')
  await table.hover()
  await expect(async () => {
    await page.mouse.wheel(0, 2000)
    await expect(linkTo(page, `${mark}-99`)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await expect(page.getByText(words('images.list.count', { count: 130 }))).toBeVisible()
})

test('a row that Glance works on refreshes by itself', async ({ page, signIn, cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const id = await cloud.createImage({ name })
  // A body that stays open keeps the image in saving until it ends.
  let finish = () => {}
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('first part, '))
      finish = () => {
        controller.enqueue(new TextEncoder().encode('last part'))
        controller.close()
      }
    },
  })
  const sending = cloud.glance(`/images/${id}/file`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  } as RequestInit)
  await expect.poll(async () => (await cloud.getImage(id)).status).toBe('saving')
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}?name=${name}`)
  const row = page.getByRole('row').filter({ hasText: name })
  await expect(row.getByText(words('kit.status.saving'))).toBeVisible()
  finish()
  expect((await sending).status).toBe(204)
  await expect(row.getByText(words('kit.status.active'))).toBeVisible({ timeout: 20_000 })
})

test('a project without images says what to do', async ({ page, signIn }) => {
  await signIn(people.corpAlice)
  await page.goto(`${new URL(page.url()).pathname}?owner=nobody-has-this-id`)
  await expect(page.getByRole('heading', { name: words('images.list.noMatchTitle') })).toBeVisible()
  await expectAccessible(page)
})

test('the list is accessible in both themes and both languages, and works by keyboard', async ({
  page,
  signIn,
  cloudOf,
  context,
}) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  await cloud.createActiveImage({ name, tags: ['keyboard'] })
  await signIn(people.alice)
  await page.goto(`${new URL(page.url()).pathname}?name=${name}`)
  await expect(linkTo(page, name)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: words('images.filters.search') })).toBeFocused()
  await page.getByRole('row').filter({ hasText: name }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

  await context.addCookies([
    { name: 'vitrine-locale', value: 'zh-CN', url: new URL('/', page.url()).href },
  ])
  await page.goBack()
  await page.reload()
  await expect(
    page.getByRole('heading', { level: 1, name: chineseWords('images.title') }),
  ).toBeVisible()
  await expectAccessible(page)
})

test('two tabs stand in two projects at once', async ({ page, signIn, context }) => {
  await signIn(people.alice)
  const other = await context.newPage()
  await other.goto('/')
  await other.getByRole('button', { name: /^Current project/ }).click()
  await other.getByRole('option', { name: 'partner' }).click()
  await expect(
    other.getByRole('button', { name: words('shell.project.current', { name: 'partner' }) }),
  ).toBeVisible()
  await page.reload()
  await expect(
    page.getByRole('button', { name: words('shell.project.current', { name: 'demo' }) }),
  ).toBeVisible()
})

test('a project without a role can be left by the switcher', async ({ page, signIn }) => {
  await signIn(people.bob)
  await page.goto('/p/00000000000000000000000000000000/images')
  await expect(page.getByRole('heading', { name: words('auth.noRole.title') })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Current project/ }).click()
  await page.getByRole('option', { name: 'partner' }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
})
