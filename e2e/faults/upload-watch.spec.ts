import { expect, people, words } from '@/e2e/fixtures'
import { openSlowLink } from '@/e2e/slow-link'
import { target } from '@/e2e/target'
import { sha512Of } from '@/e2e/upload-files'
import {
  chooseFiles,
  expectArrived,
  openDock,
  patchOffsets,
  row,
  scopeOf,
  send,
  test,
  unique,
  waitForPercent,
  waitForProof,
} from '@/e2e/upload-page'

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

test('a link that dies without a word is noticed after a minute', async ({
  page,
  signIn,
  cloudOf,
  files,
  baseURL,
}) => {
  test.info().annotations.push({ type: 'console-errors-expected' })
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const file = files.raw(`${name}.img`, 12 * MiB)
  await page.clock.install()
  await signIn(people.alice)
  const link = await openSlowLink(baseURL ?? '')
  try {
    await page.goto(`${link.url}/p/${scopeOf(page)}/images/new`)
    await page.getByLabel(words('uploads.drop.label')).locator('input').setInputFiles([file])
    await page.getByLabel(words('uploads.form.name'), { exact: true }).waitFor()
    link.become({ bytesPerSecond: 2 * MiB, latencyMs: 0 })
    const offsets = patchOffsets(page)
    await send(page, 1)
    await openDock(page)
    await waitForPercent(page, name, 30)
    // Neither end hears of it: the browser waits for an answer, the dashboard for bytes.
    link.forgetConnections()
    const before = offsets.length
    await page.waitForTimeout(1500)
    expect(offsets).toHaveLength(before)
    // The page's own clock goes on by more than the minute for which it waits. Its next requests may
    // be given other connections that are just as dead; each of them is noticed sooner.
    await page.clock.fastForward(61_000)
    await expect
      .poll(
        async () => {
          await page.clock.fastForward(21_000)
          return offsets.length
        },
        { timeout: 60_000, intervals: [3_000] },
      )
      .toBeGreaterThan(before)
    expect(offsets[before]).toBeGreaterThan(0)
    await waitForProof(page, name)
    await expectArrived(cloud, name, file)
  } finally {
    await link.close()
  }
})
