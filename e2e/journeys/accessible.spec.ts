import type { BrowserContext, Locator, Page } from '@playwright/test'
import type { CloudSession } from '@/e2e/cloud-session'
import { chineseWords, expect, expectAccessible, fillSignIn, people, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { test, unique } from '@/e2e/upload-page'
import { paths } from '@/lib/paths'

// One walk through every page and the main dialogs, per language; both themes at each stop, and the
// same stop on a phone's width.
test.describe.configure({ mode: 'parallel' })

const phone = { width: 390, height: 844 }
const laptop = { width: 1280, height: 800 }
// A namespace of definitions that comes with the cloud.
const shipped = target.name === 'local' ? 'Vitrine::GuestHardware' : 'OS::Compute::Watchdog'
const missing = '11111111-1111-4111-8111-111111111111'

// The pages are the same before either cloud: one of them is walked in both languages.
const locales = target.name === 'local' ? (['en', 'zh-CN'] as const) : (['en'] as const)

for (const locale of locales) {
  const say = locale === 'en' ? words : chineseWords

  test(`every page is accessible and fits a phone, in ${locale}`, async ({
    page,
    context,
    baseURL,
    cloudOf,
  }) => {
    const { open, heading, button, list, row, mark, scope, image, fresh, offered } = await start(
      { page, context, baseURL, cloudOf },
      locale,
      say,
    )
    const pages: Array<[path: string, sign: Locator]> = [
      [`${list}&status=active,queued`, row],
      [`${list}-nothing`, heading(say('images.list.noMatchTitle'))],
      [paths.image(scope, image), heading(`${mark}-image`)],
      [paths.image(scope, fresh), heading(`${mark}-fresh`)],
      [paths.imageProperties(scope, image), page.getByText('os_distro')],
      [paths.imageMembers(scope, image), page.getByRole('grid')],
      [paths.imageMembers(scope, fresh), heading(say('members.notShared.title'))],
      [paths.imageStores(scope, image), heading(`${mark}-image`)],
      [paths.imageJson(scope, image), page.getByText('"checksum"')],
      [paths.imageEdit(scope, image), page.getByRole('dialog')],
      [paths.shared(scope), page.getByRole('row', { name: offered })],
      [`${paths.metadefs(scope)}?q=${shipped}`, page.getByRole('row', { name: shipped })],
      [paths.metadef(scope, shipped), page.getByRole('table').first()],
      [paths.uploads(scope), heading(say('uploads.title'))],
      [paths.newImage(scope), button(say('uploads.drop.choose'))],
      [`${paths.newImage(scope)}?way=empty`, page.getByLabel(say('uploads.form.name'))],
      [paths.image(scope, missing), heading(say('image.missing.title'))],
      ['/no/such/page', heading(say('shell.notFound.title'))],
      ['/p/00000000000000000000000000000000/images', heading(say('auth.noRole.title'))],
    ]
    for (const [path, sign] of pages) {
      await open(path, sign)
      await check(page)
    }
  })

  test(`what opens over the pages is accessible and fits a phone, in ${locale}`, async ({
    page,
    context,
    baseURL,
    cloudOf,
    files,
  }) => {
    const { open, heading, button, list, row, mark, scope, image } = await start(
      { page, context, baseURL, cloudOf },
      locale,
      say,
    )
    for (const opener of [
      button(say('images.filters.more')),
      button(say('images.filters.status')),
      button(say('kit.table.columns')),
      button(say('shell.user.label', { name: 'alice' })),
      button(say('shell.preferences')),
      button(new RegExp(say('shell.project.current', { name: '' }).trim())),
    ]) {
      await open(list, row)
      await opener.click()
      await check(page)
    }
    const dialog = page.getByRole('dialog')
    await open(list, row)
    await row.getByRole('checkbox').click()
    await button(say('bulk.do.delete', { count: 1 })).click()
    await expect(dialog).toBeVisible()
    await check(page)

    await open(paths.image(scope, image), heading(`${mark}-image`))
    await button(say('image.actions.more')).click()
    await check(page)
    await page.getByRole('menuitem', { name: say('image.actions.deactivate') }).click()
    await expect(dialog).toBeVisible()
    await check(page)
    await open(paths.imageMembers(scope, image), page.getByRole('grid'))
    await button(say('members.remove', { name: 'partner' })).click()
    await expect(dialog).toBeVisible()
    await check(page)
    await open(paths.imageProperties(scope, image), page.getByText('os_distro'))
    await page.getByLabel(say('properties.addName')).fill('added')
    await page.keyboard.press('Enter')
    await check(page)
    await button(say('metadefs.add.open')).click()
    await dialog.getByRole('searchbox').fill('virtio')
    await dialog.getByRole('checkbox').first().check()
    await check(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await button(say('metadefs.file.import')).click()
    await dialog.getByLabel(say('kit.json.paste')).fill('{"a": 1, "checksum": "x"}')
    await check(page)
    await page.keyboard.press('Escape')

    await open(paths.newImage(scope), button(say('uploads.drop.choose')))
    const chosen = [files.qcow2(`${mark}.qcow2`, 1), files.layered(`${mark}-layer.qcow2`)]
    await page.getByLabel(say('uploads.drop.label')).locator('input').setInputFiles(chosen)
    await expect(page.getByText(say('uploads.notice.refused'))).toBeVisible()
    await check(page)
  })

  test(`signing in is accessible and fits a phone, in ${locale}`, async ({
    page,
    context,
    baseURL,
  }) => {
    await speak(context, baseURL, locale)
    await page.setViewportSize(laptop)
    await page.goto('/login')
    await expect(page.getByRole('heading', { name: say('auth.signIn.heading') })).toBeVisible()
    await check(page)
    await page.getByRole('button', { name: say('auth.signIn.submit'), exact: true }).click()
    await expect(page.getByText(say('auth.signIn.required')).first()).toBeVisible()
    await check(page)
  })
}

test('a person without a project sees an accessible page', async ({ page }) => {
  test.slow()
  await page.goto('/login')
  await fillSignIn(page, people.noproject)
  await expect(page.getByRole('heading', { name: words('auth.noProject.title') })).toBeVisible()
  await check(page)
})

type Fixtures = {
  page: Page
  context: BrowserContext
  baseURL: string | undefined
  cloudOf: (person: (typeof people)['alice' | 'bob']) => Promise<CloudSession>
}

/** Signs alice in, in one language, with images to look at. */
async function start(
  { page, context, baseURL, cloudOf }: Fixtures,
  locale: 'en' | 'zh-CN',
  say: typeof words,
) {
  test.setTimeout(300_000)
  await speak(context, baseURL, locale)
  await page.setViewportSize(laptop)
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  const made = await prepare(cloud, await cloudOf(people.bob), mark)
  await page.goto('/login')
  await signInAs(page, say)
  return {
    ...made,
    mark,
    scope: cloud.projectId,
    list: `${paths.images(cloud.projectId)}?tag=${mark}`,
    row: page.getByRole('row', { name: `${mark}-image` }),
    heading: (name: string | RegExp) => page.getByRole('heading', { name }),
    button: (name: string | RegExp) => page.getByRole('button', { name }).first(),
    open: async (path: string, sign: Locator) => {
      await page.goto(path)
      await expect(sign.first()).toBeVisible()
    },
  }
}

async function speak(context: BrowserContext, baseURL: string | undefined, locale: string) {
  await context.addCookies([{ name: 'vitrine-locale', value: locale, url: baseURL ?? '' }])
}

/** Both themes at a laptop's width, then the width of a phone. */
async function check(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.setViewportSize(phone)
  const tooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('#content, [role=dialog]')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName}#${box.id} ${box.scrollWidth} > ${box.clientWidth}`),
  )
  expect(tooWide, `${page.url()} scrolls sideways on a phone`).toEqual([])
  await page.setViewportSize(laptop)
}

async function signInAs(page: Page, say: typeof words): Promise<void> {
  await page.getByLabel(say('auth.signIn.domain'), { exact: true }).fill('Default')
  await page.getByLabel(say('auth.signIn.username'), { exact: true }).fill('alice')
  await page.getByLabel(say('auth.signIn.password'), { exact: true }).fill('alice')
  await page.getByRole('button', { name: say('auth.signIn.submit'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('images.title') })).toBeVisible()
}

/** An image shared with partner, one without data, and one that partner offers back. */
async function prepare(alice: CloudSession, bob: CloudSession, mark: string) {
  const image = await alice.createActiveImage({
    name: `${mark}-image`,
    tags: [mark, 'a-tag', 'another'],
    os_distro: 'ubuntu',
    description: 'Two\nlines',
  })
  const fresh = await alice.createImage({
    name: `${mark}-fresh`,
    tags: [mark],
    visibility: 'private',
  })
  const offered = `${mark}-offered`
  const theirs = await bob.createActiveImage({ name: offered })
  for (const [owner, id, member] of [
    [alice, image, bob.projectId],
    [bob, theirs, alice.projectId],
  ] as const) {
    const answer = await owner.glance(`/images/${id}/members`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ member }),
    })
    expect(answer.status).toBe(200)
  }
  return { image, fresh, offered }
}
