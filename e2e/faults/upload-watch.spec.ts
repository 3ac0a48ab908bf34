import { expect, people, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { sha512Of } from '@/e2e/upload-files'
import { chooseFiles, openDock, row, send, test, unique } from '@/e2e/upload-page'

const MiB = 1024 * 1024

test('what Glance stores wrong is told, marked, and sent again', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  test.skip(target.name === 'real', 'a real Glance stores what it is given')
  const cloud = await cloudOf(people.alice)
  const name = `${unique()} corrupt-upload`
  const file = files.raw(`${name}.img`, 2 * MiB)
  await signIn(people.alice)
  await chooseFiles(page, [file])
  await send(page, 1)
  await openDock(page)
  const told = row(page, name).getByRole('alert')
  await expect(told).toContainText(words('uploads.proof.different'), { timeout: 30_000 })
  await expect(row(page, name).getByText(words('uploads.proof.server'))).toBeHidden()
  const [id = ''] = await cloud.imagesNamed(name)
  cloud.adopt(id)
  const image = await cloud.getImage(id)
  expect(image).toMatchObject({ status: 'active', size: 2 * MiB, tags: ['upload-mismatch'] })
  expect(image.os_hash_value).not.toBe(sha512Of(file))

  // The name asks for the same fault again, so that the second image differs as well.
  await told.getByRole('button', { name: words('uploads.proof.sendAgain') }).click()
  await expect.poll(async () => (await cloud.glance(`/images/${id}`)).status).toBe(404)
  await expect(told).toBeVisible({ timeout: 30_000 })
  const [second = ''] = await cloud.imagesNamed(name)
  cloud.adopt(second)
  expect(second).not.toBe(id)
})
