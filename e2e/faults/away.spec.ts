import { expect, people, words } from '@/e2e/fixtures'
import { openSlowLink } from '@/e2e/slow-link'
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

// The browser goes away for a while: its link, its machine, its tab. Time passes by the page's clock.

const MiB = 1024 * 1024

test('ten minutes offline: an upload waits, what was typed stays, and both go on', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  test.info().annotations.push({ type: 'console-errors-expected' })
  await page.clock.install({ time: new Date() })
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const file = files.raw(`${name}.img`, 24 * MiB)
  await signIn(people.alice)
  const offsets = patchOffsets(page)
  await chooseFiles(page, [file])
  const link = await slowDown(page, MiB)
  await send(page, 1)
  await openDock(page)
  await waitForPercent(page, name, 10)
  await cutLink(link)
  await expect(row(page, name).getByText(words('uploads.stage.offline'))).toBeVisible()
  const before = await percentOf(page, name)
  await page.clock.fastForward('10:00')
  // Nothing failed, nothing was given up, nobody was signed out.
  await expect(row(page, name).getByText(words('uploads.stage.offline'))).toBeVisible()
  expect(await percentOf(page, name)).toBe(before)
  await expect(page.getByRole('dialog', { name: words('auth.session.ended') })).toHaveCount(0)
  const sent = offsets.length
  await speedUp(link)
  await waitForProof(page, name)
  // It goes on after what had arrived, not at the beginning.
  expect(offsets[sent] ?? 0).toBeGreaterThan(0)
  await expectArrived(cloud, name, file)
})

test('a laptop that slept past the end of its session asks in place, and keeps what was typed', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const name = unique()
  await (await cloudOf(people.alice)).createImage({ name })
  await page.clock.install({ time: new Date() })
  await signIn(people.alice)
  const search = page.getByRole('searchbox', { name: words('images.filters.search') })
  await search.fill('kept')
  await expect(page).toHaveURL(/kept/)
  await page.clock.fastForward('26:00:00')
  const dialog = page.getByRole('dialog', { name: words('auth.session.ended') })
  await expect(dialog).toBeVisible()
  await dialog.getByLabel(words('auth.signIn.password'), { exact: true }).fill('alice')
  await dialog.getByRole('button', { name: words('auth.signIn.submit'), exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(search).toHaveValue('kept')
  await search.fill('')
  await expect(page.getByRole('row', { name })).toBeVisible()
})

test('a tab that is closed in mid-upload leaves no half image, and the next one goes on', async ({
  page,
  context,
  signIn,
  cloudOf,
  files,
  baseURL,
}) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const file = files.raw(`${name}.img`, 24 * MiB)
  await signIn(people.alice)
  const scope = scopeOf(page)
  // A link of its own: the browser takes its own brake off when the tab goes, and sends the rest.
  const link = await openSlowLink(baseURL ?? '')
  await page.goto(`${link.url}/p/${scope}/images/new`)
  await page.getByLabel(words('uploads.drop.label')).locator('input').setInputFiles([file])
  await page.getByLabel(words('uploads.form.name'), { exact: true }).waitFor()
  link.become({ bytesPerSecond: 3 * MiB, latencyMs: 0 })
  await send(page, 1)
  await openDock(page)
  await waitForPercent(page, name, 50)
  await page.close({ runBeforeUnload: false })
  await link.close()
  const [id = ''] = await cloud.imagesNamed(name)
  expect(['queued', 'saving']).toContain((await cloud.getImage(id)).status)

  const next = await context.newPage()
  const offsets = patchOffsets(next)
  await next.goto(`/p/${scope}/images`)
  await dock(next)
    .getByRole('link', { name: words('uploads.dock.showUnfinished') })
    .click()
  const waiting = next.getByRole('region', { name: words('uploads.unfinished.title') })
  const item = waiting.getByRole('listitem').filter({ hasText: name })
  const picker = item.getByLabel(words('uploads.unfinished.resumePick')).and(next.locator('input'))
  await picker.setInputFiles([file])
  await openDock(next)
  await waitForProof(next, name)
  expect(offsets[0] ?? 0).toBeGreaterThan(MiB)
  await expectArrived(cloud, name, file)
  await next.close()
})
