import { expect, expectAccessible, people, words } from '@/e2e/fixtures'
import { chooseFiles, expectArrived, scopeOf, send, test, unique } from '@/e2e/upload-page'

test('a file goes into the store that was chosen, for a new image and for a queued one', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  test.slow()
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const file = files.raw(`${name}.raw`, 2 * 1024 * 1024)
  await signIn(people.alice)
  await chooseFiles(page, [file])
  const choose = async () => {
    await page.getByRole('combobox', { name: words('uploads.form.store') }).click()
    await page.getByRole('option', { name: 'cold' }).click()
  }
  await choose()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectAccessible(page)
  await send(page, 1)
  await expect
    .poll(
      async () => {
        const [id] = await cloud.imagesNamed(name)
        return id && (await cloud.getImage(id)).status
      },
      { timeout: 30_000 },
    )
    .toBe('active')
  const id = await expectArrived(cloud, name, file)
  expect((await cloud.getImage(id)).stores).toBe('cold')

  const waiting = await cloud.createImage({
    name: `${name}-later`,
    disk_format: 'raw',
    container_format: 'bare',
  })
  await page.goto(`/p/${scopeOf(page)}/images/${waiting}`)
  await page.getByLabel(words('uploads.data.choose')).locator('input').setInputFiles([file])
  await choose()
  await page
    .getByRole('button', { name: words('uploads.data.submit', { name: `${name}.raw` }) })
    .click()
  await expect
    .poll(async () => (await cloud.getImage(waiting)).stores, { timeout: 30_000 })
    .toBe('cold')
})
