import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { CloudSession } from '@/e2e/cloud-session'
import { test as base, expect, expectAccessible, people, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `Journey::${Date.now()}${Math.random().toString(36).slice(2, 6)}`
const jsonHeaders = { 'content-type': 'application/json' }

type Fixtures = {
  /** Makes a namespace as admin, or takes one over; gone after the test. */
  space: (name: string, parts?: object) => Promise<void>
}

const test = base.extend<Fixtures>({
  space: async ({ cloudOf }, use) => {
    const admin = await cloudOf(people.admin)
    const names: string[] = []
    await use(async (name, parts) => {
      names.push(name)
      if (!parts) return
      const body = JSON.stringify({ namespace: name, visibility: 'public', ...parts })
      const answer = await admin.glance('/metadefs/namespaces', {
        method: 'POST',
        headers: jsonHeaders,
        body,
      })
      expect(answer.status).toBe(201)
    })
    for (const name of names) {
      const open = JSON.stringify({ namespace: name, protected: false })
      const path = `/metadefs/namespaces/${encodeURIComponent(name)}`
      await admin.glance(path, { method: 'PUT', headers: jsonHeaders, body: open })
      await admin.glance(path, { method: 'DELETE' })
    }
  },
})

const described = {
  display_name: 'Journey machine',
  description: 'Only for this journey',
  resource_type_associations: [{ name: 'OS::Glance::Image', prefix: 'vt_' }],
  properties: {
    firmware: {
      title: 'Firmware of the journey',
      description: 'How the guest starts.',
      type: 'string',
      enum: ['bios', 'uefi'],
    },
    sockets: { title: 'Sockets', type: 'integer', minimum: 1, maximum: 8, default: '2' },
    quiet: { title: 'Quiet', type: 'boolean', default: 'true' },
    serial: { title: 'Serial', type: 'string', pattern: '^[A-Z]{3}$' },
  },
  objects: [
    {
      name: 'Guest agent',
      properties: {
        channels: {
          title: 'Channels',
          type: 'array',
          items: { type: 'string', enum: ['one', 'two', 'three'] },
        },
      },
    },
  ],
}

async function openPanel(page: Page, cloud: CloudSession, id: string) {
  await page.goto(paths.imageProperties(cloud.projectId, id))
  await page.getByRole('button', { name: words('metadefs.add.open') }).click()
  const panel = page.getByRole('dialog', { name: words('metadefs.add.title') })
  await expect(panel.getByRole('list', { name: words('metadefs.add.groups') })).toBeVisible()
  return panel
}

test('properties are picked from definitions, and only good values get anywhere', async ({
  page,
  signIn,
  cloudOf,
  space,
}) => {
  test.slow()
  const name = unique()
  const [suffix] = name.split('::').slice(-1)
  await space(name, described)
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name, free: 'stays', vt_quiet: 'false' })
  await signIn(people.alice)
  const panel = await openPanel(page, cloud, id)

  const search = panel.getByRole('searchbox', { name: words('metadefs.add.search') })
  await search.fill(`${suffix} how guest starts`)
  await expect(panel.getByText(words('metadefs.add.count', { count: 1 }))).toBeVisible()
  await search.fill(suffix ?? '')
  const box = (key: string) => panel.getByRole('checkbox', { name: key })
  const inputOf = (key: string) => panel.getByLabel(words('properties.valueOf', { name: key }))
  // The prefix of images stands before each name; what the image has cannot be added again.
  await expect(box('Quiet vt_quiet')).toBeDisabled()
  await box('Firmware of the journey vt_firmware').check()
  await box('Sockets vt_sockets').check()
  await box('Serial vt_serial').check()
  await box('Channels vt_channels').check()
  await expect(inputOf('vt_sockets')).toHaveValue('2')
  await inputOf('vt_sockets').fill('9')
  await inputOf('vt_serial').fill('abc')

  const submit = panel.getByRole('button', { name: words('metadefs.add.submit', { count: 4 }) })
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'PATCH' && sent.push(request.url()))
  await submit.click()
  await expect(panel.getByText(words('metadefs.faults.choice'))).toBeHidden()
  await expect(panel.getByText(words('metadefs.faults.tooLarge', { limit: 8 }))).toBeVisible()
  await expect(
    panel.getByText(words('metadefs.faults.pattern', { pattern: '^[A-Z]{3}$' })),
  ).toBeVisible()
  await expect(panel.getByText(words('metadefs.faults.required'))).toHaveCount(2)
  await expectAccessible(page)

  await inputOf('vt_firmware').click()
  await expect(page.getByRole('option')).toHaveText(['bios', 'uefi'])
  await page.getByRole('option', { name: 'uefi' }).click()
  await inputOf('vt_sockets').fill('8')
  await inputOf('vt_serial').fill('ABC')
  await panel
    .getByRole('button', { name: words('properties.valueOf', { name: 'vt_channels' }) })
    .click()
  await page.getByRole('option', { name: 'three' }).click()
  await page.getByRole('option', { name: 'one' }).click()
  await page.keyboard.press('Escape')
  await submit.click()
  await expect(panel).toBeHidden()
  expect(sent).toEqual([])

  await page.getByRole('button', { name: words('properties.pending.save', { count: 4 }) }).click()
  await expect(page.getByRole('region', { name: words('properties.pending.title') })).toBeHidden()
  expect(await cloud.getImage(id)).toMatchObject({
    vt_firmware: 'uefi',
    vt_sockets: '8',
    vt_serial: 'ABC',
    vt_channels: 'three,one',
    vt_quiet: 'false',
    free: 'stays',
  })

  // A described property is changed by its definition too.
  await expect(page.getByText('Firmware of the journey')).toBeVisible()
  await page.getByRole('button', { name: words('properties.edit', { name: 'vt_sockets' }) }).click()
  const sockets = page.getByLabel(words('properties.valueOf', { name: 'vt_sockets' }))
  await expect(sockets).toBeFocused()
  await sockets.fill('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText(words('metadefs.faults.tooSmall', { limit: 1 }))).toBeVisible()
  await sockets.fill('4')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words('properties.pending.save', { count: 1 }) }).click()
  await expect.poll(async () => (await cloud.getImage(id)).vt_sockets).toBe('4')
})

test('properties leave as JSON and come back after a look at what changes', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'properties file', one: '1', two: '2', three: '3' })
  await signIn(people.alice)
  await page.goto(paths.imageProperties(cloud.projectId, id))
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: words('metadefs.file.export') }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe('properties_file-properties.json')
  const saved = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(saved).toEqual({ one: '1', two: '2', three: '3' })

  await page.getByRole('button', { name: words('metadefs.file.import') }).click()
  const dialog = page.getByRole('dialog', { name: words('metadefs.file.importTitle') })
  await dialog.getByLabel(words('kit.json.paste')).fill('{"one": ')
  await expect(dialog.getByText(words('metadefs.file.faults.notJson'))).toBeVisible()
  const file = { one: '1', two: 'second', four: 4, checksum: 'x', os_glance_x: 'y' }
  await dialog.getByLabel(words('kit.json.file')).setInputFiles({
    name: 'properties.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  const preview = dialog.getByRole('list', { name: words('image.changes.label') })
  await expect(preview.getByRole('listitem')).toHaveCount(2)
  await dialog.getByLabel(words('metadefs.file.removeOthers', { count: 1 })).check()
  await expect(preview.getByRole('listitem')).toHaveCount(3)
  await expect(dialog.getByText(words('metadefs.file.leftOut', { count: 2 }))).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('metadefs.file.takeOver', { count: 3 }) }).click()
  await page.getByRole('button', { name: words('properties.pending.save', { count: 3 }) }).click()
  await expect(page.getByRole('region', { name: words('properties.pending.title') })).toBeHidden()
  const now = await cloud.getImage(id)
  expect(now).toMatchObject({ one: '1', two: 'second', four: '4' })
  expect(now).not.toHaveProperty('three')
  expect(now).not.toHaveProperty('os_glance_x')
})

test('an administrator imports a namespace, changes each part, exports and deletes it', async ({
  page,
  signIn,
  cloudOf,
  space,
}) => {
  test.slow()
  const name = unique()
  await space(name)
  const admin = await cloudOf(people.admin)
  const path = `/metadefs/namespaces/${encodeURIComponent(name)}`
  const read = async () => (await admin.glance(path)).json()
  await signIn(people.admin)
  await page.getByRole('link', { name: words('metadefs.nav'), exact: true }).click()
  const title = words('metadefs.list.title')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()

  await page.getByRole('button', { name: words('metadefs.list.import') }).click()
  const dialog = page.getByRole('dialog')
  const wrong = { namespace: name, properties: { p: { title: 'P', type: 'colour' } } }
  await dialog.getByLabel(words('kit.json.paste')).fill(JSON.stringify(wrong))
  await expect(dialog.getByText('properties › p › type')).toBeVisible()
  const file = { namespace: name, visibility: 'private', tags: [{ name: 'one' }], ...described }
  await dialog.getByLabel(words('kit.json.file')).setInputFiles({
    name: 'namespace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  const counts = words('metadefs.import.counts', { properties: 4, objects: 1, tags: 1 })
  await expect(dialog.getByText(counts)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words('metadefs.import.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Journey machine' })).toBeVisible()
  await expectAccessible(page)

  // A property: an upper limit below the lower one is refused here, a good one is sent.
  await page.getByRole('button', { name: words('metadefs.edit', { name: 'sockets' }) }).click()
  const panel = page.getByRole('dialog')
  const most = panel.getByLabel(words('metadefs.property.maximum'))
  await expect(most).toHaveValue('8')
  await most.fill('0')
  await panel.getByRole('button', { name: words('metadefs.form.save') }).click()
  await expect(panel.getByText(words('metadefs.form.bounds'))).toBeVisible()
  await expectAccessible(page)
  await most.fill('16')
  await panel.getByRole('button', { name: words('metadefs.form.save') }).click()
  await expect(panel).toBeHidden()
  expect((await read()).properties.sockets).toMatchObject({ maximum: 16, default: '2' })

  // A property of an object, which Glance takes with the whole object only.
  await page.getByRole('tab', { name: words('metadefs.parts.objects') }).click()
  const card = page.getByRole('region', { name: 'Guest agent' })
  await card.getByRole('button', { name: words('metadefs.property.add') }).click()
  await panel.getByLabel(words('metadefs.property.name')).fill('speed')
  await panel.getByLabel(words('metadefs.property.title')).fill('Speed')
  await panel.getByRole('checkbox', { name: words('metadefs.property.required') }).check()
  await panel.getByRole('button', { name: words('metadefs.property.add') }).click()
  await expect(panel).toBeHidden()
  expect((await read()).objects[0]).toMatchObject({
    required: ['speed'],
    properties: { speed: { title: 'Speed', type: 'string' }, channels: { type: 'array' } },
  })

  await page.getByRole('tab', { name: words('metadefs.parts.tags') }).click()
  await page.getByLabel(words('metadefs.tag.input')).fill('two')
  await page.keyboard.press('Enter')
  const tags = page.getByRole('list', { name: words('metadefs.parts.tags') })
  await expect(tags.getByText('two')).toBeVisible()
  await tags.getByRole('button', { name: words('metadefs.remove', { name: 'one' }) }).click()
  await dialog.getByRole('button', { name: words('metadefs.removing.submit') }).click()
  await expect(dialog).toBeHidden()
  await expect(tags.getByText('one')).toBeHidden()

  await page.getByRole('tab', { name: words('metadefs.parts.resource-types') }).click()
  await page.getByRole('combobox', { name: words('metadefs.association.type') }).click()
  await page.getByRole('option', { name: 'OS::Cinder::Volume', exact: true }).click()
  await page.getByLabel(words('metadefs.association.target')).fill('image')
  await page.getByRole('button', { name: words('metadefs.association.add') }).click()
  await expect(page.getByRole('cell', { name: 'OS::Cinder::Volume', exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('switch', { name: words('metadefs.switches.public') }).click()
  await expect.poll(async () => (await read()).visibility).toBe('public')
  await page.getByRole('switch', { name: words('metadefs.switches.protected') }).click()
  await expect.poll(async () => (await read()).protected).toBe(true)
  const remove = page.getByRole('button', { name: words('metadefs.namespace.delete') })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: words('metadefs.file.export') }).click()
  const exported = JSON.parse(await readFile(await (await saving).path(), 'utf8'))
  expect(exported).toMatchObject({
    namespace: name,
    visibility: 'public',
    protected: true,
    properties: { sockets: { maximum: 16 } },
    tags: [{ name: 'two' }],
  })
  expect(exported).not.toHaveProperty('created_at')
  expect(exported.resource_type_associations).toHaveLength(2)

  await page.getByRole('switch', { name: words('metadefs.switches.protected') }).click()
  await expect(remove).not.toHaveAttribute('aria-disabled', 'true')
  await remove.click()
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: words('metadefs.namespace.delete') }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  expect((await admin.glance(path)).status).toBe(404)
})

test('others find and read public definitions by keyboard, and change nothing', async ({
  page,
  signIn,
  cloudOf,
  space,
}) => {
  const [name, hidden] = [unique(), unique()]
  await space(name, described)
  await space(hidden, { visibility: 'private' })
  const cloud = await cloudOf(people.alice)
  await signIn(people.alice)
  await page.goto(paths.metadefs(cloud.projectId))
  const search = page.getByRole('searchbox', { name: words('metadefs.list.search') })
  await search.fill('Journey')
  await expect(page.getByRole('row', { name })).toBeVisible()
  await expect(page.getByRole('row', { name: hidden })).toBeHidden()
  await expect(page.getByRole('button', { name: words('metadefs.list.create') })).toBeHidden()
  await expectAccessible(page)
  await search.fill(name)
  await expect(page.getByText(words('metadefs.list.count', { count: 1 }))).toBeVisible()
  await search.press('Tab')
  await page.getByRole('row', { name }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Journey machine' })).toBeVisible()
  await expect(page.getByText('Firmware of the journey')).toBeVisible()
  const change = words('metadefs.edit', { name: 'firmware' })
  await expect(page.getByRole('button', { name: change })).toBeHidden()
  await page.goto(paths.metadef(cloud.projectId, hidden))
  await expect(page.getByText(words('errors.not_found.title')).first()).toBeVisible()
})
