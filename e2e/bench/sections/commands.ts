import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { type Action, actionsOf } from '@/e2e/bench/actions'
import { type Access, access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import { until, wait } from '@/e2e/bench/processes'
import { type Rig, rigOf } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row } from '@/e2e/bench/rows'
import { people, words } from '@/e2e/fixtures'
import { UploadFiles } from '@/e2e/upload-files'
import { chooseFiles, send } from '@/e2e/upload-page'
import { paths } from '@/lib/paths'

const section = 'commands'
const MiB = 1024 * 1024
const FIVE_TIMES_FASTER = 1 / 5
const IMAGES = 1000

/** Everyday actions in the browser, from the click until the result is visible, against the command line. */
export async function measureCommands(options: BenchOptions): Promise<Row[]> {
  options.note(`commands: starting a cloud of ${IMAGES} images and the dashboard`)
  const rig = await rigOf(IMAGES)
  const partner = await access(rig.cloud, { ...people.bob })
  const openstack = commandLine(rig)
  const rows: Row[] = []
  for (const action of actionsOf(rig.me, partner, IMAGES)) {
    const found = await alternate(rig, action, openstack, options.runs)
    options.note(
      `commands: ${action.what}: ${Math.round(found.ours)} ms, openstack ${Math.round(found.reference)} ms`,
    )
    const what = `${action.what}, against openstack image ${action.command('ID').join(' ').replace(partner.projectId, 'PROJECT')}`
    rows.push(compared({ section, what, unit: 'ms', ...found }, FIVE_TIMES_FASTER))
  }
  for (const [size, times] of [
    [256, 1.5],
    [1024, 1.3],
  ] as const)
    rows.push(await createRow(rig, openstack, size, times, options))
  return rows
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
      const id = await until('the image is active', 600, async () => {
        // Asked seldom: each list costs Glance some ms of what it stores meanwhile.
        await wait(100)
        return activeNamed(me, name)
      })
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
