import { createHash, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { CloudSession } from '@/e2e/cloud-session'
import { FileServer } from '@/e2e/file-server'
import { test as base, expect, expectAccessible, people, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `import-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
const data = Buffer.alloc(3 * 1024 * 1024, 'vitrine')
const sha512 = createHash('sha512').update(data).digest('hex')

const test = base.extend<{ server: FileServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  server: async ({}, use) => {
    const server = await FileServer.start()
    await use(server)
    server.stop()
  },
})

test('an image is imported from an address, with its progress in sight', async ({
  page,
  signIn,
  cloudOf,
  server,
}) => {
  const alice = await cloudOf(people.alice)
  const name = unique()
  const path = `/${name}-ubuntu-24.04-amd64.qcow2`
  server.files.set(path, { data, ms: 3000 })
  await signIn(people.alice)
  await page.goto(paths.newImage(alice.projectId))
  await page.getByRole('radio', { name: words('imports.url.way') }).click()
  const form = page.getByRole('form', { name: words('imports.url.title') })
  const address = form.getByLabel(words('imports.url.label'))

  // What Glance would refuse is told before anything is sent.
  await address.fill('ftp://images.example/a.qcow2')
  await address.blur()
  await expect(form.getByText(words('imports.url.fault.scheme'))).toBeVisible()
  await address.fill('https://me:secret@images.example/a.qcow2')
  await expect(form.getByText(words('imports.url.fault.credentials'))).toBeVisible()
  await address.fill(server.url(path))
  await expect(form.getByText(words('imports.url.port'))).toBeVisible()
  await expect(form.getByLabel(words('uploads.form.name'), { exact: true }).first()).toHaveValue(
    new RegExp(name),
  )
  await form.getByLabel(words('uploads.form.name'), { exact: true }).first().fill(name)
  await form.getByRole('checkbox', { name: 'cold' }).check()
  await form.getByRole('checkbox', { name: words('imports.stores.partial') }).check()
  await expectAccessible(page)
  await form.getByRole('button', { name: words('imports.url.submit') }).click()

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const id = await adopt(page, alice)
  await expect(page.getByRole('heading', { name: words('imports.running.title') })).toBeVisible()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expect(page.getByRole('heading', { name: words('imports.running.title') })).toBeHidden({
    timeout: 20_000,
  })
  expect(await alice.getImage(id)).toMatchObject({
    status: 'active',
    size: data.length,
    os_hash_value: sha512,
    os_distro: 'ubuntu',
    os_version: '24.04',
    architecture: 'x86_64',
  })
  expect(
    String((await alice.getImage(id)).stores)
      .split(',')
      .sort(),
  ).toEqual(['cold', 'fast'])

  await page.getByRole('link', { name: words('image.tabs.tasks') }).click()
  const row = page.getByRole('row').filter({ hasText: words('imports.methods.web-download') })
  await expect(row).toContainText(words('imports.tasks.state.success'))
  await expect(row).toContainText(server.url(path))
  await expectAccessible(page)
})

test('an import that Glance refuses at once leaves no record behind', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const name = unique()
  await signIn(people.alice)
  await page.goto(`${paths.newImage(alice.projectId)}?way=url`)
  const form = page.getByRole('form', { name: words('imports.url.title') })
  await form.getByLabel(words('imports.url.label')).fill('http://127.0.0.81/a.qcow2')
  await form.getByLabel(words('uploads.form.name'), { exact: true }).first().fill(name)
  await form.getByRole('button', { name: words('imports.url.submit') }).click()
  await expect(form.getByText(/does not pass filtering/)).toBeVisible()
  expect(await alice.imagesNamed(name)).toEqual([])
})

test('a failed import tells why, and is tried again', async ({ page, signIn, cloudOf, server }) => {
  const alice = await cloudOf(people.alice)
  const name = unique()
  const id = await alice.createImage({ name })
  await signIn(people.alice)
  await page.goto(paths.image(alice.projectId, id))
  await page.getByText(words('imports.url.into')).click()
  await page.getByLabel(words('imports.url.label')).fill(server.url('/late'))
  await page.getByRole('button', { name: words('imports.url.intoSubmit'), exact: true }).click()

  await expect(page.getByText(words('imports.failed.title'))).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(words('imports.reasons.download'))).toBeVisible()
  await expect(page.getByText(/Internal Error/)).toBeVisible()
  await expectAccessible(page)
  expect(server.asked).toContain('/late')

  server.files.set('/late', { data })
  await page.getByRole('button', { name: words('imports.failed.retry') }).click()
  await expect(page.getByText(words('imports.failed.title'))).toBeHidden({ timeout: 20_000 })
  await expect
    .poll(async () => (await alice.getImage(id)).os_hash_value, { timeout: 20_000 })
    .toBe(sha512)
  await page.getByRole('link', { name: words('image.tabs.tasks') }).click()
  await expect(page.getByText(words('imports.tasks.state.failure'), { exact: true })).toBeVisible()
  await expect(page.getByText(words('imports.tasks.state.success'), { exact: true })).toBeVisible()
})

test('data is copied to another store and deleted from the first', async ({
  page,
  signIn,
  cloudOf,
}) => {
  // Glance lets administrators only copy, unless the cloud says otherwise.
  const admin = await cloudOf(people.admin)
  const id = await admin.createActiveImage({ name: unique() }, data)
  await signIn(people.admin)
  await page.goto(paths.imageStores(admin.projectId, id))
  const row = (store: string) => page.getByRole('row').filter({ hasText: store })
  const remove = (store: string) =>
    page.getByRole('button', { name: words('imports.stores.remove', { store }) })
  await expect(remove('fast')).toHaveAttribute('aria-disabled', 'true')

  await page
    .getByRole('button', { name: words('imports.stores.copyTo', { store: 'cold' }) })
    .click()
  const dialog = page.getByRole('dialog', {
    name: words('imports.stores.copyTitle', { stores: 'cold' }),
  })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('imports.stores.copyAction') }).click()
  await expect(row('cold')).toContainText(words('image.stores.here'), { timeout: 20_000 })
  await expect.poll(async () => (await admin.getImage(id)).os_glance_import_task).toBeUndefined()

  await expect(remove('fast')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 15_000 })
  await remove('fast').click()
  await page
    .getByRole('dialog', { name: words('imports.stores.removeTitle', { store: 'fast' }) })
    .getByRole('button', { name: words('imports.stores.removeAction', { store: 'fast' }) })
    .click()
  await expect(row('fast')).toContainText(words('image.stores.absent'))
  const image = await admin.getImage(id)
  expect([image.status, image.stores]).toEqual(['active', 'cold'])
  const answer = await admin.glance(`/images/${id}/file`)
  expect(
    createHash('sha512')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex'),
  ).toBe(sha512)
})

test('an image of the gallery is imported and compared with its publisher', async ({
  page,
  signIn,
  cloudOf,
  server,
}) => {
  const alice = await cloudOf(people.alice)
  const name = unique()
  server.files.set('/own.qcow2', { data })
  const entry = {
    id: 'own-1',
    name,
    distribution: 'Own',
    release: '1.0',
    architecture: 'x86_64',
    disk_format: 'raw',
    url: server.url('/own.qcow2'),
    checksum: { algorithm: 'sha512', value: sha512 },
    properties: { os_distro: 'own', os_admin_user: 'me' },
  }
  const replaced = { ...entry, id: 'own-2', name: `${name}-replaced`, architecture: 'aarch64' }
  const packed = { ...entry, id: 'own-3', name: `${name}-packed`, compression: 'xz' }
  const wrong = { ...replaced, checksum: { algorithm: 'sha512', value: '0'.repeat(128) } }
  writeGallery([entry, wrong, packed])
  await signIn(people.alice)
  await page.getByRole('link', { name: words('imports.gallery.nav') }).click()
  await expect(page.getByText(words('imports.gallery.count', { count: 3 }))).toBeVisible()
  await expectAccessible(page)

  // What must be unpacked first cannot be imported; its details go along into the upload form.
  const upload = words('imports.gallery.uploadOf', { name: `${packed.name} (x86_64)` })
  await expect(page.getByRole('link', { name: upload })).toHaveAttribute('href', /like=own-3$/)

  for (const [image, verdict] of [
    [entry, 'same'],
    [wrong, 'different'],
  ] as const) {
    await page.goto(paths.gallery(alice.projectId))
    await page
      .getByRole('searchbox', { name: words('imports.gallery.search') })
      .fill(image.name.toUpperCase())
    const label = `${image.name} (${image.architecture})`
    await page
      .getByRole('button', { name: words('imports.gallery.importOf', { name: label }) })
      .click()
    const panel = page.getByRole('dialog', {
      name: words('imports.gallery.panelTitle', { name: image.name }),
    })
    await expect(panel.getByText('os_admin_user')).toBeVisible()
    if (verdict === 'same') await expectAccessible(page)
    await panel.getByRole('button', { name: words('imports.gallery.submit') }).click()
    await expect(page.getByRole('heading', { level: 1, name: image.name })).toBeVisible()
    const id = await adopt(page, alice)
    await expect(page.getByText(words(`imports.check.${verdict}`))).toBeVisible({ timeout: 20_000 })
    expect(await alice.getImage(id)).toMatchObject({
      status: 'active',
      os_distro: 'own',
      source_url: image.url,
      os_hash_value: sha512,
    })
  }
})

test('an image is created with an id, members and properties of its own, or not at all', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const name = unique()
  const id = randomUUID()
  await signIn(people.alice)
  await page.goto(`${paths.newImage(alice.projectId)}?way=empty`)
  const form = page.getByRole('form', { name: words('uploads.form.empty') })
  await form.getByLabel(words('uploads.form.name'), { exact: true }).first().fill(name)
  await form.getByText(words('uploads.form.extras')).click()
  // Only administrators choose an owner.
  await expect(form.getByLabel(words('uploads.form.owner'), { exact: true })).toBeHidden()
  await form.getByLabel(words('uploads.form.id'), { exact: true }).fill('slip')
  await form.getByLabel(words('uploads.form.members')).fill(`${bob.projectId}, ${bob.projectId}`)
  await expect(form.getByText(words('uploads.form.badId'))).toBeVisible()
  await form.getByLabel(words('uploads.form.id'), { exact: true }).fill(id)
  await expectAccessible(page)
  await form.getByRole('button', { name: words('uploads.form.submitEmpty') }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  alice.adopt(id)
  const answer = await alice.glance(`/images/${id}/members`)
  const { members } = (await answer.json()) as { members: Array<{ member_id: string }> }
  expect(members.map(({ member_id }) => member_id)).toEqual([bob.projectId])
})

function writeGallery(images: object[]): void {
  const file = process.env.VITRINE_GALLERY_FILE
  if (!file) throw new Error('the dashboard was started without a gallery of the tests')
  writeFileSync(file, JSON.stringify({ images }))
}

async function adopt(page: Page, cloud: CloudSession): Promise<string> {
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  cloud.adopt(id)
  return id
}
