import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { type Access, access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import { until } from '@/e2e/bench/processes'
import { type Rig, startRig } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row } from '@/e2e/bench/rows'
import { people, words } from '@/e2e/fixtures'
import { UploadFiles } from '@/e2e/upload-files'
import { chooseFiles, send } from '@/e2e/upload-page'
import { paths } from '@/lib/paths'

const section = 'commands'
const MiB = 1024 * 1024
const FIVE_TIMES_FASTER = 1 / 5
const IMAGES = 1000

/** One everyday action on an image of its own: by click, and as the `openstack image` command. */
type Action = {
  what: string
  /** Brings the page to where one click is left. */
  prepare: (page: Page, id: string) => Promise<unknown>
  /** The click, and the wait until its result is visible. */
  act: (page: Page, id: string) => Promise<unknown>
  command: (id: string) => string[]
}

/** Everyday actions in the browser, from the click until the result is visible, against the command line. */
export async function measureCommands(options: BenchOptions): Promise<Row[]> {
  options.note(`commands: starting a cloud of ${IMAGES} images and the dashboard`)
  const rig = await startRig(IMAGES)
  try {
    const partner = await access(rig.cloud, { ...people.bob })
    const openstack = commandLine(rig)
    const rows: Row[] = []
    for (const action of actionsOf(rig, partner)) {
      const found = await alternate(rig, action, openstack, options.runs)
      options.note(
        `commands: ${action.what}: ${Math.round(found.ours)} ms, openstack ${Math.round(found.reference)} ms`,
      )
      const what = `${action.what}, against openstack image ${action.command('ID').join(' ')}`
      rows.push(compared({ section, what, unit: 'ms', ...found }, FIVE_TIMES_FASTER))
    }
    for (const [size, times] of [
      [256, 1.5],
      [1024, 1.3],
    ] as const)
      rows.push(await createRow(rig, openstack, size, times, options))
    return rows
  } finally {
    await rig.end()
  }
}

type CommandLine = (...words: string[]) => number

/** @returns a function that runs `openstack image …` and tells how many ms it took. */
function commandLine({ cloud }: Rig): CommandLine {
  const { alice } = people
  const env = {
    NODE_ENV: 'test' as const,
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    OS_AUTH_URL: cloud.keystoneUrl,
    OS_USERNAME: alice.name,
    OS_PASSWORD: alice.password,
    OS_PROJECT_NAME: alice.project,
    OS_USER_DOMAIN_NAME: alice.domain,
    OS_PROJECT_DOMAIN_NAME: alice.domain,
    OS_IDENTITY_API_VERSION: '3',
  }
  return (...args) => {
    const started = performance.now()
    execFileSync('/usr/bin/openstack', ['image', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return performance.now() - started
  }
}

async function alternate(rig: Rig, action: Action, openstack: CommandLine, runs: number) {
  const { me, page } = rig
  const found: [number[], number[]] = [[], []]
  for (let run = 0; run <= runs; run++) {
    const [ours, theirs] = [
      await createRecord(me, 'by click'),
      await createRecord(me, 'by command'),
    ]
    await action.prepare(page, ours)
    await page.waitForLoadState('networkidle')
    const started = performance.now()
    await action.act(page, ours)
    const took = performance.now() - started
    const commanded = openstack(...action.command(theirs))
    // The first of each pays for what is only loaded once.
    if (run > 0) {
      found[0].push(took)
      found[1].push(commanded)
    }
    for (const id of [ours, theirs]) await remove(me, id)
  }
  return { ours: median(found[0]), reference: median(found[1]), p95: p95(found[0]) }
}

/** Deletes an image that may be protected, or gone already. */
async function remove(me: Access, id: string): Promise<void> {
  await fetch(`${me.glanceUrl}/v2/images/${id}`, {
    method: 'PATCH',
    headers: {
      'x-auth-token': me.token,
      'content-type': 'application/openstack-images-v2.1-json-patch',
    },
    body: JSON.stringify([{ op: 'replace', path: '/protected', value: false }]),
  })
  await deleteRecord(me, id)
}

function actionsOf({ me }: Rig, partner: Access): Action[] {
  const { projectId } = me
  const properties = paths.imageProperties
  const pending = (page: Page) =>
    page.getByRole('region', { name: words('properties.pending.title') })
  const save = async (page: Page) => {
    await pending(page)
      .getByRole('button', { name: words('properties.pending.save', { count: 1 }) })
      .click()
    await pending(page).waitFor({ state: 'hidden' })
  }
  const openMenu = async (page: Page, id: string) => {
    await page.goto(paths.image(projectId, id))
    await page.getByRole('button', { name: words('image.actions.more') }).click()
  }
  const item = (page: Page, key: 'image.actions.protect' | 'image.actions.delete') =>
    page.getByRole('menuitem', { name: words(key) })
  const member = (page: Page) =>
    page
      .getByRole('grid', { name: words('members.title') })
      .getByRole('row')
      .filter({ hasText: people.bob.project })
  return [
    {
      what: `list of ${IMAGES} images: first rows`,
      prepare: (page) => page.goto(paths.gallery(projectId)),
      act: async (page) => {
        await page.getByRole('link', { name: words('shell.nav.images') }).click()
        await rowsOf(page).first().waitFor()
      },
      command: () => ['list'],
    },
    {
      what: 'show',
      prepare: async (page) => {
        await page.goto(paths.images(projectId))
        await rowsOf(page).first().waitFor()
      },
      act: async (page) => {
        await rowsOf(page).first().getByRole('link').first().click()
        await page.getByRole('button', { name: words('image.actions.more') }).waitFor()
      },
      command: (id) => ['show', id],
    },
    {
      what: 'set a property',
      prepare: async (page, id) => {
        await page.goto(properties(projectId, id))
        await page.getByLabel(words('properties.addName')).fill('hw_disk_bus')
        await page.getByLabel(words('properties.addValue')).fill('scsi')
        await page.keyboard.press('Enter')
        await pending(page).waitFor()
      },
      act: save,
      command: (id) => ['set', '--property', 'hw_disk_bus=scsi', id],
    },
    {
      what: 'add a tag',
      prepare: async (page, id) => {
        await page.goto(properties(projectId, id))
        await page.getByLabel(words('properties.tags.input')).fill('bench')
        await page.keyboard.press('Enter')
        await pending(page).waitFor()
      },
      act: save,
      command: (id) => ['set', '--tag', 'bench', id],
    },
    {
      what: 'share',
      prepare: async (page, id) => {
        await page.goto(paths.imageMembers(projectId, id))
        await page.getByLabel(words('members.add.ids')).fill(partner.projectId)
      },
      act: async (page) => {
        await page.getByRole('button', { name: words('members.add.submit', { count: 1 }) }).click()
        await member(page).waitFor()
      },
      command: (id) => ['add', 'project', id, partner.projectId],
    },
    {
      what: 'unshare',
      prepare: async (page, id) => {
        await offer(me, id, partner.projectId)
        await page.goto(paths.imageMembers(projectId, id))
        await member(page)
          .getByRole('button', { name: words('members.remove', { name: people.bob.project }) })
          .click()
      },
      act: async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: words('members.removeSubmit') })
          .click()
        await member(page).waitFor({ state: 'hidden' })
      },
      command: (id) => ['remove', 'project', id, partner.projectId],
    },
    {
      what: 'protect',
      prepare: openMenu,
      act: async (page) => {
        await item(page, 'image.actions.protect').click()
        await page.getByText(words('image.done.protect', { name: 'by click' })).waitFor()
      },
      command: (id) => ['set', '--protected', id],
    },
    {
      what: 'delete',
      prepare: async (page, id) => {
        await openMenu(page, id)
        await item(page, 'image.actions.delete').click()
        await page.getByRole('dialog').waitFor()
      },
      act: async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: words('image.delete.submit', { count: 1 }) })
          .click()
        await page.getByText(words('image.done.deleted', { count: 1 })).waitFor()
      },
      command: (id) => ['delete', id],
    },
  ]
}

const rowsOf = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') })

async function offer(me: Access, id: string, member: string): Promise<void> {
  await fetch(`${me.glanceUrl}/v2/images/${id}/members`, {
    method: 'POST',
    headers: { 'x-auth-token': me.token, 'content-type': 'application/json' },
    body: JSON.stringify({ member }),
  })
}

async function createRow(
  { me, page }: Rig,
  openstack: CommandLine,
  size: number,
  times: number,
  { runs, note }: BenchOptions,
): Promise<Row> {
  const files = new UploadFiles()
  try {
    const file = files.raw(`command-${size}.img`, size * MiB)
    const name = path.basename(file, '.img')
    const found: [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run++) {
      await page.goto(paths.images(me.projectId))
      await chooseFiles(page, [file])
      await page.getByLabel(words('uploads.form.name'), { exact: true }).waitFor()
      const started = performance.now()
      await send(page, 1)
      const id = await until('the image is active', 600, () => activeNamed(me, name))
      found[0].push((performance.now() - started) / 1000)
      await deleteRecord(me, id)
      found[1].push(
        openstack(
          ...['create', '--disk-format', 'raw', '--container-format', 'bare', '--file', file, name],
        ) / 1000,
      )
      await deleteRecord(me, (await activeNamed(me, name)) ?? '')
      note(`commands: create of ${size} MiB: ${found[0].at(-1)} s, openstack ${found[1].at(-1)} s`)
    }
    const what = `create from a file of ${size} MiB, click until active, against openstack image create`
    const [ours, reference] = [median(found[0]), median(found[1])]
    return compared({ section, what, unit: 's', ours, reference }, 1 / times)
  } finally {
    files.remove()
  }
}

async function activeNamed(
  { glanceUrl, token }: Access,
  name: string,
): Promise<string | undefined> {
  const answer = await fetch(`${glanceUrl}/v2/images?name=${name}&status=active`, {
    headers: { 'x-auth-token': token },
  })
  const { images } = (await answer.json()) as { images: Array<{ id: string }> }
  return images[0]?.id
}
