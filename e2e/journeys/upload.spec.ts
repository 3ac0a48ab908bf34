import { execFileSync } from 'node:child_process'
import { expect, expectAccessible, people, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import { sha512Of } from '@/e2e/upload-files'
import {
  chooseFiles,
  dock,
  openDock,
  row,
  scopeOf,
  send,
  slowDown,
  speedUp,
  test,
  unique,
  waitForProof,
} from '@/e2e/upload-page'

test.setTimeout(180_000)

/** Downloads an image with the unmodified `openstack` command; returns the file it wrote. */
function saveByCommandLine(id: string, file: string): string {
  const { name, password, project, domain } = people.alice
  execFileSync('openstack', ['image', 'save', '--file', file, id], {
    env: {
      ...process.env,
      OS_AUTH_URL: target.keystoneUrl,
      OS_IDENTITY_API_VERSION: '3',
      OS_USERNAME: name,
      OS_PASSWORD: password,
      OS_PROJECT_NAME: project,
      OS_USER_DOMAIN_NAME: domain,
      OS_PROJECT_DOMAIN_NAME: domain,
    },
  })
  return file
}

test('a real qcow2 of 100 MiB becomes an active image, byte for byte', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  const file = files.qcow2(`${mark}-ubuntu-24.04-amd64.qcow2`, 100)
  await signIn(people.alice)
  await chooseFiles(page, [file])

  const name = `${mark}-ubuntu-24.04-amd64`
  await expect(page.getByLabel(words('uploads.form.name'), { exact: true })).toHaveValue(name)
  await expect(page.getByText(words('uploads.kinds.qcow2v3'))).toBeVisible()
  await expect(page.getByText('ubuntu 24.04')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel(words('uploads.form.hash')).check()
  await send(page, 1)

  await expect(page.getByRole('heading', { name: words('images.title') })).toBeVisible()
  await expect.poll(() => page.title()).toMatch(/^\d+ % · /)
  await openDock(page)
  await waitForProof(page, name, 'client')
  await expect.poll(() => page.title()).not.toMatch(/^\d+ % · /)
  await expectAccessible(page)

  const [id = ''] = await cloud.imagesNamed(name)
  cloud.adopt(id)
  const image = await cloud.getImage(id)
  const digest = sha512Of(file)
  expect(image).toMatchObject({ status: 'active', os_hash_value: digest, disk_format: 'qcow2' })
  expect(sha512Of(saveByCommandLine(id, `${file}.saved`))).toBe(digest)
  expect(image).toMatchObject({ os_distro: 'ubuntu', os_version: '24.04', architecture: 'x86_64' })
  await expect(row(page, name).getByText(digest)).toBeVisible()

  await row(page, name)
    .getByRole('link', { name: words('uploads.row.openImage') })
    .click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(dock(page)).toBeVisible()
})

test('files dropped on the list come to the form', async ({ page, signIn, files }) => {
  const mark = unique()
  const file = files.raw(`${mark}.img`, 1024 * 1024)
  await signIn(people.alice)
  const session = await page.context().newCDPSession(page)
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop', y = 400) =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    })
  const target = page.getByText(words('uploads.drop.here'))
  // The code comes with the first drag; a real one goes on telling where it is.
  const over = async () => {
    await drag('dragEnter')
    await expect(async () => {
      await drag('dragOver')
      await expect(target).toBeVisible({ timeout: 50 })
    }).toPass()
    await drag('dragOver')
  }
  await over()
  // Out of the window's middle, to the bar at the top.
  await drag('dragOver', 10)
  await expect(target).toBeHidden()
  await over()
  await drag('drop')
  await expect(page).toHaveURL(/images\/new/)
  await expect(page.getByLabel(words('uploads.form.name'), { exact: true })).toHaveValue(mark)
})

test('what is dangerous is refused, what does not fit is stopped', async ({
  page,
  signIn,
  files,
}) => {
  await signIn(people.alice)
  await chooseFiles(page, [files.layered('layer.qcow2')])
  await expect(page.getByText(words('uploads.notice.refused'))).toBeVisible()
  const nothing = page.getByRole('button', {
    name: words('uploads.form.submit', { count: 0 }),
    exact: true,
  })
  await expect(nothing).toHaveAttribute('aria-disabled', 'true')

  await page
    .getByLabel(words('uploads.drop.label'))
    .locator('input')
    .setInputFiles([files.qcow2('plain.qcow2', 1)])
  const card = page.getByRole('region', { name: 'plain.qcow2' })
  await card.getByRole('combobox', { name: words('uploads.form.diskFormat') }).click()
  await page.getByRole('option', { name: 'raw' }).click()
  await send(page, 1)
  const stop = words('uploads.mismatch.formattedAsRaw', { found: 'qcow2' })
  await expect(card.getByText(stop)).toBeVisible()
  await card.getByRole('button', { name: /qcow2, bare/ }).click()
  await expect(card.getByText(stop)).toBeHidden()
})

test('of twenty files two run at once, in an order that can be changed', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  const names = Array.from({ length: 20 }, (_, n) => `${mark}-${String(n).padStart(2, '0')}`)
  const paths = names.map((name) => files.raw(`${name}.img`, 512 * 1024))
  await signIn(people.alice)
  await chooseFiles(page, paths)
  await expect(page.getByRole('button', { name: /Upload 20 images/ })).toBeVisible()
  const brake = await slowDown(page, 100_000)
  await send(page, 20)
  await openDock(page)
  const waiting = dock(page).getByText(words('uploads.stage.lined_up'))
  await expect(waiting).toHaveCount(18)

  const last = names[19] ?? ''
  await row(page, last)
    .getByRole('button', { name: words('uploads.row.more', { name: last }) })
    .click()
  await page.getByRole('menuitem', { name: words('uploads.row.sooner') }).click()
  await expect(dock(page).getByRole('listitem').nth(18)).toContainText(last)

  await speedUp(brake)
  for (const name of names) await waitForProof(page, name)
  for (const [index, name] of names.entries()) {
    const [id = ''] = await cloud.imagesNamed(name)
    cloud.adopt(id)
    const digest = sha512Of(paths[index] ?? '')
    expect(await cloud.getImage(id)).toMatchObject({ status: 'active', os_hash_value: digest })
  }
  await dock(page)
    .getByRole('button', { name: words('uploads.dock.clear') })
    .click()
  // Others' unfinished uploads of the same project may keep the dock itself in sight.
  for (const name of names) await expect(row(page, name)).toBeHidden()
})

test('a record without data, and data for it later', async ({ page, signIn, cloudOf, files }) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  await signIn(people.alice)
  await page.goto(`/p/${scopeOf(page)}/images/new?way=empty`)
  await page.getByLabel(words('uploads.form.name'), { exact: true }).fill(name)
  await page.getByRole('combobox', { name: words('uploads.form.diskFormat') }).click()
  await page.getByRole('option', { name: 'raw' }).click()
  await page.getByRole('button', { name: words('uploads.form.submitEmpty') }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  const [id = ''] = await cloud.imagesNamed(name)
  cloud.adopt(id)
  expect(await cloud.getImage(id)).toMatchObject({ status: 'queued', disk_format: 'raw' })

  const input = page.getByLabel(words('uploads.data.choose')).locator('input')
  await input.setInputFiles([files.qcow2('other.qcow2', 1)])
  await expect(page.getByText(words('uploads.data.mismatchHelp'))).toBeVisible()
  const file = files.raw(`${name}.img`, 3 * 1024 * 1024)
  await input.setInputFiles([file])
  await page
    .getByRole('button', { name: words('uploads.data.submit', { name: `${name}.img` }) })
    .click()
  await expect
    .poll(async () => (await cloud.getImage(id)).os_hash_value, { timeout: 30_000 })
    .toBe(sha512Of(file))
})

test('a record that Glance refuses can be corrected and sent', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  test.info().annotations.push({ type: 'console-errors-expected' })
  const cloud = await cloudOf(people.alice)
  const name = unique()
  await signIn(people.alice)
  await chooseFiles(page, [files.raw(`${name}.img`, 1024 * 1024)])
  await page.getByRole('combobox', { name: words('uploads.form.visibility') }).click()
  await page.getByRole('option', { name: /^public/ }).click()
  await send(page, 1)
  await openDock(page)
  await expect(row(page, name).getByText(words('uploads.failed.creating'))).toBeVisible()
  await row(page, name)
    .getByRole('button', { name: words('uploads.row.revise') })
    .click()
  await page.getByRole('combobox', { name: words('uploads.form.visibility') }).click()
  await page.getByRole('option', { name: /^private/ }).click()
  await send(page, 1)
  await waitForProof(page, name)
  const [id = ''] = await cloud.imagesNamed(name)
  cloud.adopt(id)
  expect(await cloud.getImage(id)).toMatchObject({ status: 'active', visibility: 'private' })
})

test('what was typed survives a reload, until it is sent', async ({
  page,
  signIn,
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  const mark = unique()
  const file = files.raw(`${mark}.img`, 1024 * 1024)
  const field = page.getByLabel(words('uploads.form.name'), { exact: true })
  await signIn(people.alice)
  await chooseFiles(page, [file])
  await field.fill(`${mark} renamed`)
  await page.reload()
  await chooseFiles(page, [file])
  await expect(field).toHaveValue(`${mark} renamed`)
  await send(page, 1)
  await openDock(page)
  await waitForProof(page, `${mark} renamed`)
  const [id = ''] = await cloud.imagesNamed(`${mark} renamed`)
  cloud.adopt(id)
  await chooseFiles(page, [file])
  await expect(field).toHaveValue(mark)
})
