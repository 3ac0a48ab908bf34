import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { type Access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import { ownFolder, until, wait } from '@/e2e/bench/processes'
import { type Rig, rigOf, rowsShown, theirFirstRow } from '@/e2e/bench/rig'
import { type BenchOptions, compared, median, p95, type Row, round } from '@/e2e/bench/rows'
import { leanClient } from '@/e2e/bench/tus-client'
import { people } from '@/e2e/fixtures'
import { UploadFiles } from '@/e2e/upload-files'
import { paths } from '@/lib/paths'
import { isSettled } from '@/lib/upload/protocol'

const section = 'horizon'
const MiB = 1024 * 1024
const IMAGES = 10_000
/** Horizon and Glance go on with what a page asked for after its first rows; that is no part of ours. */
const REST_MS = 3000
/** Openings of either list that are not counted. */
const WARMED = 5
/** Debian's package; without it there is nothing to compare with. */
const INSTALLED = '/usr/lib/python3/dist-packages/openstack_dashboard'

/** A Horizon that runs before the same cloud. */
type Horizon = { url: string; folder: string }

/** Our list and upload against those of Horizon before the same cloud, in turn. */
export async function measureHorizon(options: BenchOptions): Promise<Row[]> {
  if (!existsSync(INSTALLED)) {
    options.note('horizon: openstack-dashboard is not installed; nothing is compared')
    return []
  }
  options.note(`horizon: starting a cloud of ${IMAGES} images, Horizon and the dashboard`)
  const rig = await rigOf(IMAGES)
  const folder = ownFolder('horizon')
  const run = (...words: string[]) =>
    execFileSync('bash', ['e2e/real-cloud/horizon.sh', folder.path, ...words])
      .toString()
      .trim()
  try {
    const horizon = { url: run('up', rig.cloud.keystoneUrl), folder: folder.path }
    const { domain, name, password } = people.alice
    run('warm', domain, name, password)
    return [...(await lists(rig, horizon, options)), await uploads(rig, horizon, options)]
  } finally {
    run('down')
    folder.remove()
  }
}

async function lists(rig: Rig, horizon: Horizon, { runs, note }: BenchOptions): Promise<Row[]> {
  const theirs = await rig.context.newPage()
  await signIn(theirs, horizon, rig.me)
  const cookies = await rig.context.storageState()
  const ourList = new URL(paths.images(rig.me.projectId), rig.dashboard.url).href
  const theirList = `${horizon.url}/project/images`
  const warm: [number[], number[]] = [[], []]
  const cold: [number[], number[]] = [[], []]
  const inNewBrowser = async (act: (page: Page) => Promise<number>) => {
    const { page, close } = await rig.coldPage()
    try {
      await page.context().addCookies(cookies.cookies)
      return await act(page)
    } finally {
      await close()
    }
  }
  // Both have been running for a while when people come.
  for (let turn = 0; turn < WARMED; turn++) {
    await openList(rig.page, ourList)
    await openList(theirs, theirList)
  }
  for (let turn = 0; turn < runs; turn++) {
    await rig.page.bringToFront()
    warm[0].push(await openList(rig.page, ourList))
    await theirs.bringToFront()
    warm[1].push(await openList(theirs, theirList))
    await theirs.goto('about:blank')
    await wait(REST_MS)
    cold[0].push(await inNewBrowser((page) => openList(page, ourList)))
    cold[1].push(await inNewBrowser((page) => openList(page, theirList)))
    await wait(REST_MS)
    note(
      `horizon: warm ${warm.map((all) => Math.round(all.at(-1) ?? 0))} ms, cold ${cold.map((all) => Math.round(all.at(-1) ?? 0))} ms`,
    )
  }
  await theirs.close()
  return (
    [
      ['warm', warm],
      ['cold', cold],
    ] as const
  ).map(([what, [ours, horizons]]) =>
    compared(
      {
        ...{ section, what: `${IMAGES} images: first rows, ${what}, against Horizon`, unit: 'ms' },
        ...{ ours: median(ours), p95: p95(ours), reference: median(horizons) },
      },
      round(1 / 3.5),
    ),
  )
}

async function openList(page: Page, url: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(url, { waitUntil: 'commit' })
  return rowsShown(page)
}

/** Horizon begins in any of a person's projects; the images are in one. */
const intoProject = ({ url }: Horizon, { projectId }: Access) =>
  `${url}/auth/switch/${projectId}/?next=/project/images`

async function signIn(page: Page, horizon: Horizon, me: Access): Promise<void> {
  const { domain, name, password } = people.alice
  await page.goto(`${horizon.url}/auth/login/`)
  await page.locator('#id_domain').fill(domain)
  await page.locator('#id_username').fill(name)
  await page.locator('#id_password').fill(password)
  await page.locator('#loginBtn').click()
  await page.waitForURL((address) => !address.pathname.startsWith('/auth'))
  await page.goto(intoProject(horizon, me))
  await page.locator(theirFirstRow).first().waitFor({ timeout: 60_000 })
}

async function uploads(rig: Rig, horizon: Horizon, { runs, note }: BenchOptions): Promise<Row> {
  const files = new UploadFiles()
  const client = leanClient(rig.dashboard.url, rig.me)
  try {
    const file = files.raw('horizon-1024.img', 1024 * MiB)
    const found: [number[], number[]] = [[], []]
    const send = sender(rig.me, horizon)
    for (let turn = 0; turn < runs; turn++) {
      const imageId = await createRecord(rig.me, 'through ours')
      const started = performance.now()
      const id = await client.create(imageId, 1024 * MiB)
      await client.send(id, file, { chunkBytes: 32 * MiB })
      let active = 0
      await until('the image is active', 600, async () => {
        const { state } = await client.status(id)
        if (active === 0 && ['verifying', 'active'].includes(state)) active = performance.now()
        return isSettled(state)
      })
      found[0].push((active - started) / 1000)
      await client.end(id, 'delete')
      found[1].push(await send(file, `through horizon ${turn}`))
      note(`horizon: 1 GiB: ours ${found[0].at(-1)} s, Horizon ${found[1].at(-1)} s`)
    }
    const what = 'upload of 1 GiB until active, lean client, against Horizon with curl'
    const [ours, reference] = [median(found[0]), median(found[1])]
    return compared({ section, what, unit: 's', ours, reference }, round(1 / 1.5))
  } finally {
    client.close()
    files.remove()
  }
}

/** @returns a function that sends a file as Horizon's page does, and tells the seconds until the image is active. */
function sender(me: Access, horizon: Horizon) {
  const { url, folder } = horizon
  const jar = path.join(folder, 'cookies')
  const curl = (...words: string[]) =>
    execFileSync('curl', ['-s', '-b', jar, '-c', jar, ...words], { maxBuffer: MiB }).toString()
  curl('-o', '/dev/null', `${url}/auth/login/`)
  const { domain, name, password } = people.alice
  const fields = { domain, username: name, password, region: 'default' }
  curl(
    ...['-o', '/dev/null', '-H', `Referer: ${url}/auth/login/`],
    ...['--data-urlencode', `csrfmiddlewaretoken=${cookieOf(jar)}`],
    ...Object.entries(fields).flatMap(([key, value]) => ['--data-urlencode', `${key}=${value}`]),
    `${url}/auth/login/`,
  )
  curl('-o', '/dev/null', intoProject(horizon, me))
  return async (file: string, imageName: string): Promise<number> => {
    const started = performance.now()
    const record = {
      name: imageName,
      disk_format: 'raw',
      container_format: 'bare',
      visibility: 'private',
    }
    const answer = curl(
      ...['-H', 'X-Requested-With: XMLHttpRequest', '-H', `X-CSRFToken: ${cookieOf(jar)}`],
      ...['-H', `Referer: ${url}/project/images`, '-H', 'Expect:'],
      ...['-F', `$$originalJSON=${JSON.stringify(record)}`, '-F', `data=@${file}`],
      `${url}/api/glance/images/`,
    )
    const { id } = JSON.parse(answer) as { id: string }
    await until('the image is active', 600, async () => {
      const image = await fetch(`${me.glanceUrl}/v2/images/${id}`, {
        headers: { 'x-auth-token': me.token },
      })
      return ((await image.json()) as { status: string }).status === 'active'
    })
    const seconds = (performance.now() - started) / 1000
    await deleteRecord(me, id)
    return seconds
  }
}

/** The token against cross-site requests in curl's cookie file. */
function cookieOf(jar: string): string {
  return execFileSync('awk', ['$6 == "csrftoken" { print $7 }', jar]).toString().trim()
}
