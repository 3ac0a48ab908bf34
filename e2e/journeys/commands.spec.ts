import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { CloudSession } from '@/e2e/cloud-session'
import { test as base, expect, expectAccessible, type Person, people, words } from '@/e2e/fixtures'
import { target } from '@/e2e/target'
import type { Tool } from '@/lib/commands/command'
import { paths } from '@/lib/paths'

const unique = () => `cmd-${Date.now()}-${Math.random().toString(36).slice(2, 7)}`
const awkward = `it's "$(id)" \`x\` !! 镜像`

type Shell = { folder: string; run: (script: string, person: Person, token: string) => string }

/** Runs commands as a person would: in bash, with the unmodified clients, in a folder of its own. */
const test = base.extend<{ shell: Shell }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  shell: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-commands-'))
    const run: Shell['run'] = (script, person, token) =>
      execFileSync('bash', ['--norc', '-e', '-c', `OS_TOKEN=$TOKEN_OF_TEST\n${script}`], {
        cwd: folder,
        encoding: 'utf8',
        // The clients belong to the system, not to whatever else the path may hold.
        env: {
          NODE_ENV: 'test',
          PATH: '/usr/bin:/bin',
          HOME: folder,
          LANG: 'C.UTF-8',
          ...signInOf(person, token),
        },
      })
    await use({ folder, run })
    rmSync(folder, { recursive: true })
  },
})

test('what a screen shows: list, image and download', async ({ page, signIn, cloudOf, shell }) => {
  test.slow()
  const alice = await cloudOf(people.alice)
  const run = (script: string) => shell.run(script, people.alice, alice.token)
  const tag = unique()
  const made: string[] = []
  for (const [size, name] of ['a', 'bbb', awkward].entries())
    made.push(await alice.createActiveImage({ name, tags: [tag] }, 'x'.repeat(9 + size)))
  await alice.createActiveImage({ name: unique() })
  await signIn(people.alice)
  await page.goto(`${paths.images(alice.projectId)}?tag=${tag}&status=active&sort=size`)
  await expect(page.getByRole('row').filter({ hasText: '镜像' })).toBeVisible()

  await page.getByRole('button', { name: words('commands.show') }).click()
  const dialog = page.getByRole('dialog', { name: words('commands.title') })
  await expectAccessible(page)
  const listed = JSON.parse(run(`${await textOf(dialog, 'openstack')} -f json`))
  expect(listed.map((image: { ID: string }) => image.ID)).toEqual(made)
  const answered = JSON.parse(run(await textOf(dialog, 'curl')))
  expect(answered.images.map(({ id }: { id: string }) => id)).toEqual(made)

  const [, , last = ''] = made
  await page.goto(paths.image(alice.projectId, last))
  await page.getByRole('button', { name: words('commands.show') }).click()
  expect(run(`${await textOf(dialog, 'openstack')} -f value -c name`).trim()).toBe(awkward)
  await dialog.getByLabel(words('commands.action')).click()
  await page.getByRole('option', { name: words('image.actions.download') }).click()
  run(await textOf(dialog, 'openstack'))
  const [saved = ''] = readdirSync(shell.folder).filter((name) => name.endsWith('.raw'))
  const file = path.join(shell.folder, saved)
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(11))
})

test('what is about to happen: the command does what the click does', async ({
  page,
  signIn,
  cloudOf,
  shell,
}) => {
  test.setTimeout(180_000)
  const alice = await cloudOf(people.alice)
  const bob = await cloudOf(people.bob)
  const run = (script: string) => shell.run(script, people.alice, alice.token)
  const start = { tags: ['one', 'two'], keep: '1', going: 'x', os_distro: 'debian' }
  const [clicked, byClient, byCurl] = (await Promise.all(
    ['click', 'client', 'curl'].map((way) => alice.createActiveImage({ ...start, name: way })),
  )) as [string, string, string]
  await signIn(people.alice)

  // Edit: the same change by the button, by the client and by curl.
  const panel = page.getByRole('dialog', { name: words('image.edit.title') })
  const edit = async (id: string, act: () => Promise<unknown>) => {
    await page.goto(paths.imageEdit(alice.projectId, id))
    await panel.getByLabel(words('image.edit.name'), { exact: true }).fill(`-${awkward}`)
    await panel.getByLabel(words('image.edit.description')).fill('First $HOME\nsecond')
    await panel.getByLabel(words('image.edit.minDisk')).fill('3')
    await panel.getByRole('radio', { name: words('kit.visibility.community') }).click()
    await panel.getByLabel(words('image.edit.osDistro')).fill('')
    await act()
  }
  await edit(clicked, async () => {
    await panel.getByRole('button', { name: words('image.edit.save', { count: 5 }) }).click()
    await expect(panel).toBeHidden()
  })
  await edit(byClient, async () => run(await opened(panel, 'openstack')))
  await edit(byCurl, async () => run(await opened(panel, 'curl')))
  expect(await contentOf(alice, byClient)).toEqual(await contentOf(alice, clicked))
  expect(await contentOf(alice, byCurl)).toEqual(await contentOf(alice, clicked))
  expect(await contentOf(alice, clicked)).toMatchObject({
    name: `-${awkward}`,
    description: 'First $HOME\nsecond',
    visibility: 'community',
  })

  // Tags and properties: one goes, one comes.
  const pending = page.getByRole('region', { name: words('properties.pending.title') })
  const change = async (id: string, act: () => Promise<unknown>) => {
    await page.goto(`${paths.imageProperties(alice.projectId, id)}`)
    await page
      .getByRole('button', { name: words('properties.tags.remove', { tag: 'two' }) })
      .click()
    await page.getByLabel(words('properties.tags.input')).fill("it's new")
    await page.getByRole('button', { name: words('properties.tags.add') }).click()
    await page.getByRole('button', { name: words('properties.remove', { name: 'going' }) }).click()
    await act()
  }
  page.on('dialog', (dialog) => dialog.accept())
  await change(clicked, async () => {
    await pending
      .getByRole('button', { name: words('properties.pending.save', { count: 2 }) })
      .click()
    await expect(pending).toBeHidden()
  })
  await change(byClient, async () => run(await opened(pending, 'openstack')))
  await change(byCurl, async () => run(await opened(pending, 'curl')))
  expect(await contentOf(alice, byClient)).toEqual(await contentOf(alice, clicked))
  expect(await contentOf(alice, byCurl)).toEqual(await contentOf(alice, clicked))
  expect(await contentOf(alice, clicked)).toMatchObject({ tags: ["it's new", 'one'], keep: '1' })

  // Sharing: offered by one command, accepted by another, taken back by a third.
  const offered = unique()
  const shared = await alice.createActiveImage({ name: offered })
  await page.goto(paths.imageMembers(alice.projectId, shared))
  await page.getByLabel(words('members.add.ids')).fill(bob.projectId)
  run(await opened(page.locator('main'), 'openstack'))
  const memberOf = async () =>
    ((await (await alice.glance(`/images/${shared}/members/${bob.projectId}`)).json()) as Member)
      .status
  expect(await memberOf()).toBe('pending')
  await page.reload()
  await page.getByRole('button', { name: words('members.remove', { name: 'partner' }) }).click()
  const removal = await opened(page.getByRole('dialog'), 'openstack')
  await page.context().clearCookies()
  await signIn(people.bob)
  await page.goto(paths.shared(bob.projectId))
  await page.getByRole('row').filter({ hasText: offered }).getByRole('checkbox').click()
  await page.getByRole('button', { name: words('commands.show') }).click()
  const answer = await textOf(page.getByRole('dialog'), 'openstack')
  shell.run(answer, people.bob, bob.token)
  expect(await memberOf()).toBe('accepted')
  run(removal)
  expect((await bob.glance(`/images/${shared}`)).status).toBe(404)

  // Out of use, back, and gone.
  await page.context().clearCookies()
  await signIn(people.alice)
  await page.goto(paths.image(alice.projectId, byClient))
  await menu(page, words('image.actions.deactivate'))
  run(await opened(page.getByRole('dialog'), 'openstack'))
  await expect.poll(async () => (await alice.getImage(byClient)).status).toBe('deactivated')
  await page.reload()
  await page.getByRole('button', { name: words('commands.show') }).click()
  const dialog = page.getByRole('dialog', { name: words('commands.title') })
  await dialog.getByLabel(words('commands.action')).click()
  await page.getByRole('option', { name: words('image.actions.reactivate') }).click()
  run(await textOf(dialog, 'curl'))
  expect((await alice.getImage(byClient)).status).toBe('active')
  await page.goto(paths.image(alice.projectId, byClient))
  await menu(page, words('image.actions.delete'))
  run(await opened(page.getByRole('dialog'), 'openstack'))
  expect((await alice.glance(`/images/${byClient}`)).status).toBe(404)
  await page.goto(paths.image(alice.projectId, byCurl))
  await menu(page, words('image.actions.delete'))
  shellPython(shell, await opened(page.getByRole('dialog'), 'python'), alice)
  expect((await alice.glance(`/images/${byCurl}`)).status).toBe(404)
})

test('a new image: the form becomes a command that uploads the same', async ({
  page,
  signIn,
  cloudOf,
  shell,
}) => {
  test.slow()
  const alice = await cloudOf(people.alice)
  const name = `${unique()} it's`
  const file = path.join(shell.folder, "it's a disk.raw")
  writeFileSync(file, Buffer.alloc(64 * 1024, 7))
  await signIn(people.alice)
  await page.goto(paths.newImage(alice.projectId))
  await page.getByLabel(words('uploads.drop.label')).locator('input').setInputFiles([file])
  await page.getByLabel(words('uploads.form.name'), { exact: true }).fill(name)
  const card = page.getByRole('region', { name: "it's a disk.raw" })
  shell.run(await opened(card, 'openstack'), people.alice, alice.token)
  shell.run(await textOf(card, 'curl'), people.alice, alice.token)
  const ids = await alice.imagesNamed(name)
  for (const id of ids) alice.adopt(id)
  expect(ids).toHaveLength(2)
  for (const id of ids)
    expect(await alice.getImage(id)).toMatchObject({
      status: 'active',
      size: 64 * 1024,
      disk_format: 'raw',
      visibility: 'shared',
    })
})

type Member = { status: string }

function signInOf(person: Person, token: string): Record<string, string> {
  return {
    OS_AUTH_URL: target.keystoneUrl,
    OS_USERNAME: person.name,
    OS_PASSWORD: person.password,
    OS_PROJECT_NAME: person.project,
    OS_USER_DOMAIN_NAME: person.domain,
    OS_PROJECT_DOMAIN_NAME: person.domain,
    OS_IDENTITY_API_VERSION: '3',
    TOKEN_OF_TEST: token,
  }
}

function shellPython({ folder, run }: Shell, program: string, { token }: CloudSession): void {
  writeFileSync(path.join(folder, 'program.py'), program)
  run('python3 program.py', people.alice, token)
}

/** The command of one tool, as it stands on the screen. */
async function textOf(place: Locator, tool: Tool): Promise<string> {
  const name = words(`commands.tools.${tool}`)
  await place.getByRole('radio', { name, exact: true }).click()
  const shown = place.getByRole('region', { name: words('commands.text', { tool: name }) })
  return (await shown.locator('pre').textContent()) ?? ''
}

/** The same where it must be opened first. */
async function opened(place: Locator, tool: Tool): Promise<string> {
  await place.getByText(words('commands.show'), { exact: true }).click()
  return textOf(place, tool)
}

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: words('image.actions.more') }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** What a person can set on an image. */
async function contentOf(cloud: CloudSession, id: string): Promise<Record<string, unknown>> {
  const own = await cloud.getImage(id)
  for (const key of ['id', 'self', 'file', 'created_at', 'updated_at', 'direct_url', 'locations'])
    delete own[key]
  return { ...own, tags: [...(own.tags as string[])].sort() }
}
