import { expect, expectAccessible, people, test, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `own-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`

test('an administrator gives an image to another project and finds its data by the digest', async ({
  page,
  signIn,
  cloudOf,
}) => {
  test.slow()
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const admin = await cloudOf(people.admin)
  const name = unique()
  const id = await alice.createActiveImage({ name, visibility: 'private' }, `data of ${name}`)
  bob.adopt(id)
  const other = await alice.createActiveImage({ name: `${name}-other` }, `other of ${name}`)
  await signIn(people.admin)
  await page.goto(paths.imageEdit(admin.projectId, id))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByRole('combobox', { name: words('image.edit.owner') }).click()
  await page.getByPlaceholder(words('image.edit.ownerSearch')).fill(bob.projectId)
  await page.getByRole('option').filter({ hasText: bob.projectId }).click()
  await expect(panel.getByText(words('image.edit.ownerMoves'))).toBeVisible()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)
  await panel.getByRole('button', { name: words('image.edit.save', { count: 1 }) }).click()
  await expect(panel).toBeHidden()
  const image = await bob.getImage(id)
  expect(image.owner).toBe(bob.projectId)
  expect((await alice.glance(`/images/${id}`)).status).toBe(404)

  for (const hash of [image.os_hash_value, image.checksum]) {
    await page.goto(`${paths.images(admin.projectId)}?visibility=all&hash=${hash}`)
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(1)
  }
  expect((await alice.glance(`/images/${other}`)).status).toBe(200)

  // Those who are no administrators are not offered it.
  await page.context().clearCookies()
  await signIn(people.alice)
  await page.goto(paths.imageEdit(alice.projectId, other))
  await expect(panel.getByLabel(words('image.edit.name'), { exact: true })).toBeVisible()
  await expect(panel.getByText(words('image.edit.ownership'))).toHaveCount(0)
})
