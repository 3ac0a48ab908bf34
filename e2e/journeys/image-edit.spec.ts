import { expect, expectAccessible, people, test, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'

const unique = () => `edit-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
const jsonPatch = 'application/openstack-images-v2.1-json-patch'

test('each attribute is edited, previewed and sent; nothing else is', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const id = await cloud.createActiveImage({ name, os_distro: 'ubuntu', keep_me: 'as it is' })
  await signIn(people.alice)
  await page.goto(paths.image(cloud.projectId, id))
  await page.getByRole('link', { name: words('image.actions.edit'), exact: true }).click()
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  const field = (key: Parameters<typeof words>[0]) => panel.getByLabel(words(key), { exact: true })
  await expect(field('image.edit.name')).toHaveValue(name)

  await field('image.edit.name').fill(`${name}-2`)
  await field('image.edit.description').fill('First line\nsecond line')
  await panel.getByRole('radio', { name: words('kit.visibility.community') }).click()
  await panel.getByRole('checkbox', { name: words('image.edit.protected') }).click()
  await panel.getByRole('checkbox', { name: words('image.edit.hidden') }).click()
  await field('image.edit.osType').fill('linux')
  await field('image.edit.architecture').fill('x86_64')
  await field('image.edit.osDistro').fill('')
  await field('image.edit.osVersion').fill('24.04')
  await field('image.edit.osAdminUser').fill('ubuntu')
  await field('image.edit.minDisk').fill('10')
  await field('image.edit.minRam').fill('1024')
  await expect(panel.getByText(words('image.edit.leavesShared', { count: 0 }))).toBeVisible()
  const preview = panel.getByRole('list', { name: words('image.changes.label') })
  await expect(preview.getByRole('listitem')).toHaveCount(12)
  await panel.getByRole('button', { name: words('image.edit.save', { count: 12 }) }).click()

  await expect(panel).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: `${name}-2` })).toBeVisible()
  const saved = await cloud.getImage(id)
  expect(saved).toMatchObject({
    name: `${name}-2`,
    description: 'First line\nsecond line',
    visibility: 'community',
    protected: true,
    os_hidden: true,
    os_type: 'linux',
    architecture: 'x86_64',
    os_version: '24.04',
    os_admin_user: 'ubuntu',
    min_disk: 10,
    min_ram: 1024,
    keep_me: 'as it is',
  })
  expect(saved).not.toHaveProperty('os_distro')
})

test('formats change while the image is queued, and are fixed once it has data', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const queued = await cloud.createImage({ name: unique() })
  const active = await cloud.createActiveImage({ name: unique() })
  await signIn(people.alice)
  await page.goto(paths.imageEdit(cloud.projectId, queued))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByLabel(words('image.edit.diskFormat')).click()
  await page.getByRole('option', { name: 'vmdk', exact: true }).click()
  await panel.getByLabel(words('image.edit.containerFormat')).click()
  await page.getByRole('option', { name: 'ovf', exact: true }).click()
  await panel.getByRole('button', { name: words('image.edit.save', { count: 2 }) }).click()
  await expect(panel).toBeHidden()
  expect(await cloud.getImage(queued)).toMatchObject({
    disk_format: 'vmdk',
    container_format: 'ovf',
  })

  await page.goto(paths.imageEdit(cloud.projectId, active))
  await expect(panel.getByLabel(words('image.edit.diskFormat'))).toBeDisabled()
  await expect(panel.getByText(words('image.edit.formatsFixed'))).toBeVisible()
})

test('what somebody else changed meanwhile is shown and never overwritten unasked', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const id = await cloud.createImage({ name, os_version: '22.04', build: 'one' })
  await signIn(people.alice)
  await page.goto(paths.imageEdit(cloud.projectId, id))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByLabel(words('image.edit.name'), { exact: true }).fill(`${name}-mine`)
  await panel.getByLabel(words('image.edit.osVersion'), { exact: true }).fill('26.04')

  const theirs = [
    { op: 'replace', path: '/name', value: `${name}-theirs` },
    { op: 'add', path: '/os_version', value: '24.04' },
    { op: 'add', path: '/os_distro', value: 'ubuntu' },
  ]
  const answer = await cloud.glance(`/images/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': jsonPatch },
    body: JSON.stringify(theirs),
  })
  expect(answer.status).toBe(200)

  await panel.getByRole('button', { name: words('image.edit.save', { count: 2 }) }).click()
  const conflict = panel.getByRole('alert')
  await expect(conflict.getByText(words('image.conflict.title', { count: 2 }))).toBeVisible()
  await expect(conflict.getByText(`${name}-theirs`)).toBeVisible()
  expect(await cloud.getImage(id)).toMatchObject({ name: `${name}-theirs`, os_version: '24.04' })

  const choice = (action: string, label: string) =>
    conflict.getByRole('button', { name: `${action}: ${label}` })
  await choice(words('image.conflict.takeTheirs'), words('image.edit.name')).click()
  await choice(words('image.conflict.keepMine'), words('image.edit.osVersion')).click()
  await expect(panel.getByLabel(words('image.edit.name'), { exact: true })).toHaveValue(
    `${name}-theirs`,
  )
  // A field nobody touched here follows what somebody else wrote.
  await expect(panel.getByLabel(words('image.edit.osDistro'), { exact: true })).toHaveValue(
    'ubuntu',
  )
  await panel.getByRole('button', { name: words('image.edit.save', { count: 1 }) }).click()
  await expect(panel).toBeHidden()
  expect(await cloud.getImage(id)).toMatchObject({
    name: `${name}-theirs`,
    os_version: '26.04',
    os_distro: 'ubuntu',
  })
})

test('properties and tags are added, changed, removed and saved in one go', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({
    name: unique(),
    tags: ['old', 'kept'],
    going: 'soon',
    'odd/na~me': 'a',
    stays: 'here',
  })
  await signIn(people.alice)
  await page.goto(paths.imageProperties(cloud.projectId, id))
  await page.getByLabel(words('properties.tags.input')).fill('web, ci')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words('properties.tags.remove', { tag: 'old' }) }).click()

  await page.getByLabel(words('properties.addName')).fill('size')
  await page.keyboard.press('Enter')
  await expect(page.getByText(words('properties.faults.taken'))).toBeVisible()
  await page.getByLabel(words('properties.addName')).fill('hw_disk_bus')
  await page.getByLabel(words('properties.addValue')).fill('scsi')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words('properties.remove', { name: 'going' }) }).click()
  await page.getByRole('button', { name: words('properties.edit', { name: 'odd/na~me' }) }).click()
  await page.getByLabel(words('properties.valueOf', { name: 'odd/na~me' })).fill('b')
  await page.keyboard.press('Enter')

  const pending = page.getByRole('region', { name: words('properties.pending.title') })
  await expect(pending.getByRole('listitem')).toHaveCount(6)
  await pending
    .getByRole('button', { name: words('properties.pending.save', { count: 4 }) })
    .click()
  await expect(pending).toBeHidden()
  const saved = await cloud.getImage(id)
  expect(saved).toMatchObject({ hw_disk_bus: 'scsi', 'odd/na~me': 'b', stays: 'here' })
  expect(saved).not.toHaveProperty('going')
  expect([...(saved.tags as string[])].sort()).toEqual(['ci', 'kept', 'web'])
})

test('editing by keyboard alone, and unsaved changes are not lost by a slip', async ({
  page,
  signIn,
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const name = unique()
  const id = await cloud.createImage({ name })
  await signIn(people.alice)
  await page.goto(paths.image(cloud.projectId, id))
  await page.getByRole('link', { name: words('image.actions.edit'), exact: true }).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await expect(panel.getByLabel(words('image.edit.name'), { exact: true })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type('-typed')
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: words('image.edit.discardTitle') })
  await expect(question).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await panel.getByLabel(words('image.edit.name'), { exact: true }).focus()
  await page.keyboard.press('Control+Enter')
  await expect(panel).toBeHidden()
  await expect(page.getByRole('heading', { level: 1, name: `${name}-typed` })).toBeVisible()
})

test('the pages of an image are accessible in both themes', async ({ page, signIn, cloudOf }) => {
  test.slow()
  // Colours that still fade from one theme to the other would be measured half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createActiveImage({
    name: unique(),
    tags: ['one', 'two'],
    os_distro: 'ubuntu',
    description: 'Two\nlines',
  })
  const queued = await cloud.createImage({ name: unique(), visibility: 'private' })
  await signIn(people.alice)
  const scope = cloud.projectId
  for (const path of [
    paths.image(scope, id),
    paths.image(scope, queued),
    paths.imageProperties(scope, id),
    paths.imageMembers(scope, id),
    paths.imageMembers(scope, queued),
    paths.imageStores(scope, id),
    paths.imageJson(scope, id),
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('navigation', { name: words('image.tabs.label') })).toBeVisible()
    await expectAccessible(page)
  }
  await page.goto(paths.imageEdit(scope, id))
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  await panel.getByLabel(words('image.edit.name'), { exact: true }).fill('changed')
  await panel.getByRole('radio', { name: words('kit.visibility.private') }).click()
  await expectAccessible(page)
  await page.goto(paths.image(scope, '11111111-1111-4111-8111-111111111111'))
  await expect(
    page.getByRole('heading', { level: 1, name: words('image.missing.title') }),
  ).toBeVisible()
  await expectAccessible(page)
})
