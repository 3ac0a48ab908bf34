import type { Locator, Page } from '@playwright/test'
import { expect, people, words } from '@/e2e/fixtures'
import { test, unique } from '@/e2e/upload-page'
import { paths } from '@/lib/paths'

// From the first page on, nothing here is pressed with a mouse or given the focus by the test.

test('sign in, filter, take a filter off, open, deactivate, sign out', async ({
  page,
  cloudOf,
}) => {
  test.slow()
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  const id = await cloud.createActiveImage({ name: `${mark}-a` })
  await cloud.createImage({ name: `${mark}-b` })
  await signInByKeys(page)

  await page.keyboard.press('/')
  await page.keyboard.type(mark)
  const row = (part: string) => page.getByRole('row', { name: `${mark}-${part}` })
  await expect(row('a')).toBeVisible()
  await expect(row('b')).toBeVisible()
  await press(page, page.getByRole('button', { name: words('images.filters.status') }).first())
  // People type once they see the box.
  await expect(page.getByRole('dialog', { name: words('images.filters.status') })).toBeVisible()
  await page.keyboard.type(words('kit.status.queued').slice(0, 4))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(row('a')).toBeHidden()
  await expect(row('b')).toBeVisible()
  const chip = `${words('images.filters.status')}: ${words('kit.status.queued')}`
  await press(
    page,
    page.getByRole('button', { name: words('images.filters.remove', { name: chip }) }),
  )
  await expect(row('a')).toBeVisible()

  await goToRow(page, `${mark}-a`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `${mark}-a` })).toBeVisible()

  await press(page, page.getByRole('button', { name: words('image.actions.more') }))
  await choose(page, page.getByRole('menuitem', { name: words('image.actions.deactivate') }))
  const title = words('image.deactivate.title', { name: `${mark}-a` })
  const question = page.getByRole('dialog', { name: title })
  await press(page, question.getByRole('button', { name: words('image.deactivate.submit') }))
  await expect.poll(async () => (await cloud.getImage(id)).status).toBe('deactivated')
  await press(page, page.getByRole('button', { name: words('image.actions.reactivate') }))
  await expect.poll(async () => (await cloud.getImage(id)).status).toBe('active')

  await press(
    page,
    page.getByRole('button', { name: words('shell.user.label', { name: 'alice' }) }),
  )
  await choose(page, page.getByRole('menuitem', { name: words('shell.user.signOut'), exact: true }))
  await expect(page.getByRole('heading', { name: words('auth.signIn.heading') })).toBeVisible()
})

test('upload a file, then create an empty record', async ({ page, cloudOf, files }) => {
  test.slow()
  // The browser's own file dialog is out of a test's reach; without it the input's is asked.
  await page.addInitScript(() => Object.assign(window, { showOpenFilePicker: undefined }))
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  await signInByKeys(page)
  await press(page, page.getByRole('link', { name: words('images.list.upload') }).first())
  const chooser = page.waitForEvent('filechooser')
  await press(page, page.getByRole('button', { name: words('uploads.drop.choose') }))
  await (await chooser).setFiles(files.qcow2(`${mark}.qcow2`, 1))
  const name = page.getByLabel(words('uploads.form.name'), { exact: true })
  await expect(name).toHaveValue(mark)
  await tabTo(page, name)
  await page.keyboard.press('End')
  await page.keyboard.type('-typed')
  await press(page, page.getByRole('button', { name: words('uploads.form.submit', { count: 1 }) }))
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await expect
    .poll(async () => {
      const [id = ''] = await cloud.imagesNamed(`${mark}-typed`)
      if (id) cloud.adopt(id)
      return id && (await cloud.getImage(id)).status
    })
    .toBe('active')

  await press(page, page.getByRole('link', { name: words('images.list.upload') }).first())
  await tabTo(page, page.getByRole('radio', { name: words('uploads.form.fromFiles') }))
  const empty = page.getByRole('radio', { name: words('uploads.form.empty') })
  await expect(async () => {
    await page.keyboard.press('ArrowRight')
    await expect(empty).toBeFocused({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('Space')
  await tabTo(page, page.getByLabel(words('uploads.form.name'), { exact: true }))
  await page.keyboard.type(`${mark}-empty`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: `${mark}-empty` })).toBeVisible()
  const [id = ''] = await cloud.imagesNamed(`${mark}-empty`)
  cloud.adopt(id)
  expect(await cloud.getImage(id)).toMatchObject({ status: 'queued' })
})

test('share with a project, switch to it, accept the offer and reject it again', async ({
  page,
  cloudOf,
}) => {
  test.slow()
  const cloud = await cloudOf(people.alice)
  const { projectId: partner } = await cloudOf({ ...people.alice, project: 'partner' })
  const name = unique()
  const id = await cloud.createActiveImage({ name })
  const answer = async () => {
    const member = await cloud.glance(`/images/${id}/members/${partner}`)
    return ((await member.json()) as { status?: string }).status
  }
  await signInByKeys(page)
  await page.goto(paths.image(cloud.projectId, id))
  await press(page, page.getByRole('link', { name: words('image.tabs.members'), exact: true }))
  await press(page, page.getByRole('button', { name: words('members.add.suggestions') }))
  await expect(page.getByRole('option', { name: /^partner/ })).toBeVisible()
  await page.keyboard.type('partner')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await press(page, page.getByRole('button', { name: words('members.add.submit', { count: 1 }) }))
  await expect.poll(answer).toBe('pending')

  await press(page, page.getByRole('button', { name: /^Current project/ }))
  const list = page.getByRole('option', { name: 'partner' })
  await expect(list).toBeVisible()
  await page.keyboard.type('partner')
  await page.keyboard.press('Enter')
  const here = words('shell.project.current', { name: 'partner' })
  await expect(page.getByRole('button', { name: here })).toBeVisible()
  await press(page, page.getByRole('link', { name: new RegExp(words('shell.nav.shared')) }))
  await goToRow(page, name)
  await press(
    page,
    page.getByRole('button', { name: words('members.offers.accepted.one', { name }) }),
  )
  await expect.poll(answer).toBe('accepted')

  await tabTo(page, page.getByRole('tab', { name: words('members.offers.tab.pending') }))
  await page.keyboard.press('ArrowRight')
  await goToRow(page, name)
  await press(
    page,
    page.getByRole('button', { name: words('members.offers.rejected.one', { name }) }),
  )
  await expect.poll(answer).toBe('rejected')
})

async function signInByKeys(page: Page): Promise<void> {
  await page.goto('/login')
  await expect(page.getByLabel(words('auth.signIn.username'), { exact: true })).toBeFocused()
  await page.keyboard.type('alice')
  await page.keyboard.press('Tab')
  await page.keyboard.type('alice')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
}

/** Presses Tab until `wanted` has the focus. A control that Tab does not reach is a fault. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let stops = 0; stops < 90; stops += 1) {
    if (await wanted.evaluate((node) => node === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${wanted}`)
}

async function tabInto(page: Page, region: Locator): Promise<void> {
  await expect(region).toBeVisible()
  for (let stops = 0; stops < 90; stops += 1) {
    if (await region.evaluate((node) => node.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach into ${region}`)
}

/** Goes to a control by Tab and presses it. */
async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press('Enter')
}

/** Goes down an open menu to an item and takes it. */
async function choose(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(item).toBeFocused({ timeout: 200 })
  }).toPass()
  await page.keyboard.press('Enter')
}

/** Tabs past the header to the row at hand, then goes down to the one wanted. */
async function goToRow(page: Page, name: string): Promise<void> {
  const row = page.getByRole('row', { name })
  await expect(row).toBeVisible()
  await tabInto(page, page.getByRole('grid').getByRole('rowgroup').last())
  for (let rows = 0; rows < 60; rows += 1) {
    if (await row.evaluate((node) => node.contains(document.activeElement))) return
    await page.keyboard.press('j')
  }
  throw new Error(`The key j does not reach the row of ${name}`)
}
