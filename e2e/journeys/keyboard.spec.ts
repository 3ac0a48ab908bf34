import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { chineseWords, expect, expectAccessible, people, test, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `key-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`

test('the palette finds images, projects, screens and actions by keyboard alone', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const partner = await cloudOf({ ...people.alice, project: 'partner' })
  const name = unique()
  const id = await alice.createActiveImage({ name: `Find-Me ${name}` })
  await signIn(people.alice)
  const palette = page.getByRole('dialog', { name: words('shell.find.title') })
  const box = palette.getByRole('combobox')
  const find = async (text: string) => {
    await page.keyboard.press('Control+k')
    await expect(box).toBeFocused()
    await box.fill(text)
  }

  // An image by a part of its name, in any case.
  await find(name.toUpperCase())
  await expect(palette.getByRole('option', { name: `Find-Me ${name}` })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.image(alice.projectId, id))

  // What can be done with it, then a screen, then the image again by an address that holds its id.
  await find(words('shell.find.image.members'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.imageMembers(alice.projectId, id))
  await find(words('shell.nav.uploads'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.uploads(alice.projectId))
  await find(`https://elsewhere.example/images/${id}?x=1`)
  await expect(palette.getByRole('option', { name: `Find-Me ${name}` })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.image(alice.projectId, id))

  // A project.
  await find('partner')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.images(partner.projectId))

  await find('nothing has such a name')
  await expect(palette.getByText(words('shell.find.nothing'))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

test('the palette acts on the open image and leads administrators through the desk', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const admin = await cloudOf(people.admin)
  const id = await alice.createActiveImage({ name: unique() })
  const palette = page.getByRole('dialog', { name: words('shell.find.title') })
  const find = async (text: string) => {
    await page.keyboard.press('Control+k')
    await palette.getByRole('combobox').fill(text)
  }
  const choose = async (text: string) => {
    await find(text)
    await palette.getByRole('option', { name: text, exact: true }).click()
    await expect(palette).toBeHidden()
  }
  await signIn(people.alice)
  await page.goto(paths.image(alice.projectId, id))
  await choose(words('image.actions.protect'))
  await expect.poll(async () => (await alice.getImage(id)).protected).toBe(true)
  // Protected now: what is offered has changed with it.
  await find(words('image.actions.delete'))
  await expect(
    palette.getByRole('option', { name: words('image.actions.delete'), exact: true }),
  ).toHaveCount(0)
  await page.keyboard.press('Escape')
  await choose(words('image.actions.unprotect'))
  await expect.poll(async () => (await alice.getImage(id)).protected).toBe(false)
  await choose(words('image.actions.deactivate'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words('image.deactivate.submit') }).click()
  await expect.poll(async () => (await alice.getImage(id)).status).toBe('deactivated')
  // While a dialog is open its keys are its own.
  await expect(dialog).toBeHidden()
  await choose(words('imports.gallery.nav'))
  await expect(page).toHaveURL(paths.gallery(alice.projectId))
  await find(words('review.tabs.cache'))
  await expect(palette.getByText(words('shell.find.nothing'))).toBeVisible()

  await page.context().clearCookies()
  await signIn(people.admin)
  const scope = admin.projectId
  const queue = words('review.queues.duplicates.title')
  const screens = [
    [words('review.tabs.review'), paths.review(scope)],
    [words('review.tabs.stores'), paths.stores(scope)],
    [words('review.tabs.cache'), paths.cache(scope)],
    [words('review.tabs.tasks'), paths.tasks(scope)],
    [words('review.tabs.usage'), paths.usage(scope)],
    [words('shell.nav.system'), paths.system(scope)],
  ] as const
  for (const [name, path] of screens) {
    await choose(name)
    await expect(page).toHaveURL(path)
  }
  await find(queue)
  await palette.getByRole('option', { name: queue }).click()
  await expect(page).toHaveURL(paths.reviewList(scope, 'duplicates'))
})

test('keys move, open and edit rows; they wait while somebody types and can be turned off', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const tag = unique()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c']) ids.push(await alice.createImage({ name, tags: [tag] }))
  await signIn(people.alice)
  const list = `${paths.images(alice.projectId)}?tag=${tag}&sort=name`
  await page.goto(list)
  const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') })
  await expect(page.getByRole('row').filter({ hasText: tag }).or(rows).first()).toBeVisible()
  // The rows come with the page; the keys work once its script does.
  await page.waitForLoadState('networkidle')

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(paths.image(alice.projectId, ids[1] ?? ''))
  await page.goBack()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(paths.imageEdit(alice.projectId, ids[0] ?? ''))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })

  // Over a form the letters are letters.
  await panel.getByLabel(words('image.edit.name'), { exact: true }).press('End')
  await page.keyboard.type('?uesj')
  await expect(panel.getByLabel(words('image.edit.name'), { exact: true })).toHaveValue('a?uesj')

  await page.goto(list)
  await expect(rows.first()).toBeVisible()
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: words('shell.keys.title') })
  await expect(map).toBeVisible()
  await expectAccessible(page)
  await map.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await expect(map).toBeHidden()
  await page.locator('body').click({ position: { x: 1, y: 1 } })
  await page.keyboard.press('?')
  await page.keyboard.press('u')
  await expect(map).toBeHidden()
  await expect(page).toHaveURL(list)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: words('shell.find.title') })).toBeVisible()
})

test('the account menu has files for the command line, without a password', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  await signIn(people.alice)
  const fileOf = async (item: string) => {
    await page.getByRole('button', { name: words('shell.user.label', { name: 'alice' }) }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    return readFileSync(await download.path(), 'utf8')
  }
  const { clouds } = parse(await fileOf(words('shell.user.clouds')))
  expect(clouds.vitrine.auth).toMatchObject({ username: 'alice', project_id: alice.projectId })
  expect(clouds.vitrine.auth).not.toHaveProperty('password')
  const openrc = await fileOf(words('shell.user.openrc'))
  expect(openrc).toContain('export OS_USERNAME=alice')
  expect(openrc).not.toMatch(/OS_PASSWORD=./)
})

test('the palette speaks Chinese', async ({ page, signIn, context, baseURL }) => {
  await signIn(people.alice)
  await context.addCookies([{ name: 'vitrine-locale', value: 'zh-CN', url: baseURL ?? '' }])
  await page.reload()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: chineseWords('shell.find.title') })
  await palette.getByRole('combobox').fill(chineseWords('shell.find.newImage').slice(0, 2))
  await expect(
    palette.getByRole('option', { name: chineseWords('shell.find.newImage') }),
  ).toBeVisible()
})
