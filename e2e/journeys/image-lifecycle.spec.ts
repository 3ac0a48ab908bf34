import { expect, people, test, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `life-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`

test('protect, fail to delete, unprotect, deactivate, reactivate, delete', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.slow()
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const id = await cloud.createActiveImage({ name, visibility: 'private' })
  await signIn(people.alice)
  await page.goto(paths.image(cloud.projectId, id))
  const menu = page.getByRole('button', { name: words('image.actions.more') })
  const item = (key: Parameters<typeof words>[0]) =>
    page.getByRole('menuitem', { name: words(key) })

  await menu.click()
  await item('image.actions.protect').click()
  await expect(page.getByText(words('image.done.protect', { name }))).toBeVisible()
  await menu.click()
  await expect(item('image.actions.delete')).toHaveAttribute('aria-disabled', 'true')
  await expect(item('image.actions.delete')).toContainText(words('image.refusals.protected'))
  expect((await cloud.glance(`/images/${id}`, { method: 'DELETE' })).status).toBe(403)
  await item('image.actions.unprotect').click()
  await expect(page.getByText(words('image.done.unprotect', { name }))).toBeVisible()

  await menu.click()
  await item('image.actions.deactivate').click()
  const question = page.getByRole('dialog', { name: words('image.deactivate.title', { name }) })
  await question.getByRole('button', { name: words('kit.cancel') }).click()
  await expect(question).toBeHidden()
  expect((await cloud.getImage(id)).status).toBe('active')
  await menu.click()
  await item('image.actions.deactivate').click()
  await question.getByRole('button', { name: words('image.deactivate.submit') }).click()
  await expect(page.getByText(words('kit.status.deactivated')).first()).toBeVisible()
  expect((await cloud.getImage(id)).status).toBe('deactivated')
  await menu.click()
  await expect(item('image.actions.download')).toContainText(words('image.refusals.deactivated'))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: words('image.actions.reactivate') }).click()
  await expect.poll(async () => (await cloud.getImage(id)).status).toBe('active')
  await expect(page.getByText(words('kit.status.active')).first()).toBeVisible()

  await menu.click()
  await item('image.actions.delete').click()
  const doom = page.getByRole('dialog', { name: words('image.delete.title', { count: 1 }) })
  await expect(doom.getByText(name).first()).toBeVisible()
  await doom.getByRole('button', { name: words('image.delete.submit', { count: 1 }) }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await expect(page.getByText(words('image.done.deleted', { count: 1 }))).toBeVisible()
  expect((await cloud.glance(`/images/${id}`)).status).toBe(404)
})

test('an action at once can be undone', async ({ page, signIn, cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({ name: unique() })
  await signIn(people.alice)
  await page.goto(paths.image(cloud.projectId, id))
  await page.getByRole('button', { name: words('image.actions.more') }).click()
  await page.getByRole('menuitem', { name: words('image.actions.hide') }).click()
  await expect.poll(async () => (await cloud.getImage(id)).os_hidden).toBe(true)
  await page.getByRole('button', { name: words('image.done.undo') }).click()
  await expect.poll(async () => (await cloud.getImage(id)).os_hidden).toBe(false)
})

test('delete and deactivate by keyboard alone', async ({ page, signIn, cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: unique() })
  await signIn(people.alice)
  await page.goto(paths.image(cloud.projectId, id))
  const more = page.getByRole('button', { name: words('image.actions.more') })
  await more.focus()
  await page.keyboard.press('Enter')
  const item = page.getByRole('menuitem', { name: words('image.actions.delete') })
  await expect(item).toBeVisible()
  // Links are items too, or the arrow keys would skip them.
  await expect(page.getByRole('menuitem', { name: words('image.actions.share') })).toHaveAttribute(
    'href',
    paths.imageMembers(cloud.projectId, id),
  )
  await page.keyboard.press('End')
  await expect(item).toBeFocused()
  await page.keyboard.press('Enter')
  const doom = page.getByRole('dialog', { name: words('image.delete.title', { count: 1 }) })
  await expect(doom.getByRole('button', { name: words('kit.cancel') })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  expect((await cloud.glance(`/images/${id}`)).status).toBe(404)
})

test('a real refusal is told in the words of Glance', async ({ page, signIn, cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: unique() })
  await signIn(people.alice)
  await page.goto(paths.imageEdit(cloud.projectId, id))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  // Public is for administrators in both clouds; the form offers it and Glance decides.
  await panel.getByRole('radio', { name: words('kit.visibility.public') }).click()
  await expect(panel.getByText(words('image.edit.publicHint'))).toBeVisible()
  await panel.getByRole('button', { name: words('image.edit.save', { count: 1 }) }).click()
  const note = panel.getByRole('alert')
  await expect(note).toContainText(words('errors.forbidden.title'))
  await expect(note).toContainText(/not authorized|disallowed|not permitted|forbidden/i)
  await expect(note).toContainText('req-')
  expect((await cloud.getImage(id)).visibility).not.toBe('public')
})
