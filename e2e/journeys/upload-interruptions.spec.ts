import type { Page } from '@playwright/test'
import { expect, type Fixtures, fillSignIn, people, words } from '@/e2e/fixtures'
import { sha512Of, type UploadFiles } from '@/e2e/upload-files'
import {
  chooseFiles,
  cutLink,
  dock,
  expectArrived,
  openDock,
  patchOffsets,
  percentOf,
  row,
  scopeOf,
  send,
  slowDown,
  speedUp,
  test,
  unique,
  waitForPercent,
  waitForProof,
} from '@/e2e/upload-page'

const MiB = 1024 * 1024

test.setTimeout(240_000)

type Given = Pick<Fixtures, 'signIn' | 'cloudOf'> & { files: UploadFiles }

/** Signs in, with a file to send and a name that no other test uses. */
async function ready({ signIn, cloudOf, files }: Given, mebibytes = 24) {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const file = files.raw(`${name}.img`, mebibytes * MiB)
  await signIn(people.alice)
  return { cloud, name, file }
}

/** Sends one file over a slow link and waits until part of it is through. */
async function begin(page: Page, file: string, name: string, speed: number, percent: number) {
  await chooseFiles(page, [file])
  const brake = await slowDown(page, speed)
  await send(page, 1)
  await openDock(page)
  await waitForPercent(page, name, percent)
  return brake
}

test('pause rests, resume goes on where it was', async ({ page, signIn, cloudOf, files }) => {
  const { cloud, name, file } = await ready({ signIn, cloudOf, files })
  const offsets = patchOffsets(page)
  const brake = await begin(page, file, name, 3 * MiB, 30)
  await row(page, name)
    .getByRole('button', { name: words('uploads.row.pause', { name }) })
    .click()
  await expect(row(page, name).getByText(words('uploads.stage.paused'))).toBeVisible()
  const sentBefore = offsets.length
  await page.waitForTimeout(3000)
  expect(offsets).toHaveLength(sentBefore)
  await speedUp(brake)
  await row(page, name)
    .getByRole('button', { name: words('uploads.row.resume', { name }) })
    .click()
  await waitForProof(page, name)
  expect(offsets[sentBefore]).toBeGreaterThan(MiB)
  await expectArrived(cloud, name, file)
})

test('reloaded at half, it goes on with the same file and no other', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const { cloud, name, file } = await ready({ signIn, cloudOf, files })
  const offsets = patchOffsets(page)
  await begin(page, file, name, 3 * MiB, 50)
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    dialog.accept()
  })
  await page.goto(`/p/${scopeOf(page)}/images`)
  expect(asked).toEqual(['beforeunload'])

  await expect(dock(page).getByText(/unfinished upload/)).toBeVisible()
  await dock(page)
    .getByRole('link', { name: words('uploads.dock.showUnfinished') })
    .click()
  const waiting = page.getByRole('region', { name: words('uploads.unfinished.title') })
  const item = waiting.getByRole('listitem').filter({ hasText: name })
  const picker = item.getByLabel(words('uploads.unfinished.resumePick')).and(page.locator('input'))
  await picker.setInputFiles([files.raw('another.img', 24 * MiB)])
  await expect(item.getByRole('alert')).toContainText('another.img')

  const sentBefore = offsets.length
  await picker.setInputFiles([file])
  await openDock(page)
  await waitForProof(page, name)
  expect(offsets[sentBefore]).toBeGreaterThan(8 * MiB)
  await expectArrived(cloud, name, file)
})

test('a file that was begun before is recognised when it is chosen again', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const { cloud, name, file } = await ready({ signIn, cloudOf, files }, 16)
  await begin(page, file, name, 3 * MiB, 30)
  page.on('dialog', (dialog) => dialog.accept())
  await chooseFiles(page, [file])
  await page.getByRole('button', { name: words('uploads.form.resumeIt') }).click()
  await openDock(page)
  await waitForProof(page, `${name}.img`)
  const ids = await cloud.imagesNamed(name)
  expect(ids).toHaveLength(1)
  cloud.adopt(ids[0] ?? '')
})

test('cancel deletes the image, or keeps it queued to be tried again', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  await signIn(people.alice)
  const gone = unique()
  const brake = await begin(page, files.raw(`${gone}.img`, 16 * MiB), gone, 2 * MiB, 10)
  await row(page, gone)
    .getByRole('button', { name: words('uploads.row.cancel', { name: gone }) })
    .click()
  await page.getByRole('button', { name: words('uploads.cancel.delete') }).click()
  await expect(row(page, gone)).toBeHidden()
  expect(await cloud.imagesNamed(gone)).toEqual([])
  await speedUp(brake)

  const kept = unique()
  const file = files.raw(`${kept}.img`, 16 * MiB)
  const second = await begin(page, file, kept, 2 * MiB, 10)
  await row(page, kept)
    .getByRole('button', { name: words('uploads.row.cancel', { name: kept }) })
    .click()
  await page.getByRole('button', { name: words('uploads.cancel.keep') }).click()
  await expect(row(page, kept)).toBeHidden()
  await speedUp(second)
  const [id = ''] = await cloud.imagesNamed(kept)
  cloud.adopt(id)
  await expect.poll(async () => (await cloud.getImage(id)).status).toBe('queued')

  await page.goto(`/p/${scopeOf(page)}/images/${id}`)
  await page.getByLabel(words('uploads.data.choose')).locator('input').setInputFiles([file])
  await page
    .getByRole('button', { name: words('uploads.data.submit', { name: `${kept}.img` }) })
    .click()
  await expect
    .poll(async () => (await cloud.getImage(id)).os_hash_value, { timeout: 60_000 })
    .toBe(sha512Of(file))
})

test('without a link it waits, and goes on by itself', async ({ page, signIn, cloudOf, files }) => {
  test.info().annotations.push({ type: 'console-errors-expected' })
  const { cloud, name, file } = await ready({ signIn, cloudOf, files })
  const brake = await begin(page, file, name, MiB, 10)
  await cutLink(brake)
  await expect(row(page, name).getByText(words('uploads.stage.offline'))).toBeVisible()
  const before = await percentOf(page, name)
  await page.waitForTimeout(2000)
  expect(await percentOf(page, name)).toBe(before)
  await speedUp(brake)
  await waitForProof(page, name)
  await expectArrived(cloud, name, file)
})

test('when the session ends, signing in on the spot goes on', async ({
  page,
  context,
  signIn,
  cloudOf,
  files,
}) => {
  test.info().annotations.push({ type: 'console-errors-expected' })
  const { cloud, name, file } = await ready({ signIn, cloudOf, files })
  const offsets = patchOffsets(page)
  const brake = await begin(page, file, name, MiB, 10)
  await context.clearCookies()
  await expect(page.getByRole('dialog', { name: words('auth.session.ended') })).toBeVisible({
    timeout: 60_000,
  })
  await speedUp(brake)
  await fillSignIn(page, people.alice)
  await waitForProof(page, name)
  // Nothing was sent from the start again.
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1)
  await expectArrived(cloud, name, file)
})
