import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { type Access, access, deleteRecord, readRecord } from '@/e2e/bench/cloud'
import {
  ownFolder,
  residentBytes,
  startCloud,
  startDashboard,
  until,
  wait,
} from '@/e2e/bench/processes'
import { type BenchOptions, compared, type Row } from '@/e2e/bench/rows'
import { leanClient } from '@/e2e/bench/tus-client'
import { fillSignIn, people, words } from '@/e2e/fixtures'
import { sha512Of, UploadFiles } from '@/e2e/upload-files'
import { chooseFiles, send } from '@/e2e/upload-page'

const section = 'many-uploads'
const MiB = 1024 * 1024
const IDLE_MEMORY = 64
const MEMORY_AN_UPLOAD = 8
/** How much slower the 95th percentile of a list request may become. */
const LIST_SLOWDOWN = 3
/** Uploads that one browser runs at a time, unless the person changes it. */
const LANES = 2

type Rig = { url: string; pid: number; me: Access }
/** How long list requests took, in ms. */
type ListTimes = { ours: number[]; glance: number[] }
type Crowd = { browsers: number; files: number; sizeMiB: number }

/** Twenty files from one browser, and four browsers at once, beside a person who reads the list. */
export async function measureManyUploads(options: BenchOptions): Promise<Row[]> {
  const folder = ownFolder('bench-many')
  const ends: Array<() => unknown> = [folder.remove]
  try {
    options.note('starting a cloud and the dashboard')
    const cloud = startCloud(path.join(folder.path, 'cloud'))
    ends.push(cloud.down)
    const spool = path.join(folder.path, 'spool')
    const dashboard = await startDashboard(cloud.keystoneUrl, { UPLOAD_SPOOL_DIR: spool })
    ends.push(() => dashboard.kill())
    const rig: Rig = { url: dashboard.url, pid: dashboard.pid(), me: await access(cloud) }
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    ends.push(() => browser.close())
    // One upload first: what is fetched once for all is no cost of many.
    await sendCrowd(browser, rig, { browsers: 1, files: 1, sizeMiB: 16 })
    const alone = await readLists(rig, wait(6000))
    const rows: Row[] = []
    for (const crowd of [
      { browsers: 1, files: 20, sizeMiB: 32 },
      { browsers: 4, files: 4, sizeMiB: 48 },
    ])
      rows.push(...(await measure(browser, rig, crowd, alone, options)))
    return rows
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function measure(
  browser: Browser,
  rig: Rig,
  crowd: Crowd,
  alone: ListTimes,
  { note }: BenchOptions,
): Promise<Row[]> {
  const idle = residentBytes(rig.pid)
  let peak = idle
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(rig.pid))
  }, 50)
  const started = performance.now()
  const lists = await sendCrowd(browser, rig, crowd)
  clearInterval(watch)
  const { browsers, files, sizeMiB } = crowd
  const what = `${browsers} browser${browsers > 1 ? 's' : ''} with ${files} files of ${sizeMiB} MiB`
  note(
    `${what}: byte-identical after ${Math.round(performance.now() - started)} ms, ${lists.ours.length} list requests meanwhile`,
  )
  const bound = IDLE_MEMORY + MEMORY_AN_UPLOAD * browsers * LANES
  return [
    compared(
      {
        ...{ section, what: `${what}: server's peak memory above idle`, unit: 'MiB' },
        ...{ ours: (peak - idle) / MiB, reference: bound },
      },
      1,
    ),
    compared(
      {
        ...{ section, what: `${what}: p95 of a list request, against unloaded`, unit: 'ms' },
        ...{ ours: percentile95(lists.ours), reference: percentile95(alone.ours) },
        why: 'The next row is the floor: Glance itself, which hashes what it stores on the same cores, answers its list that much later.',
      },
      LIST_SLOWDOWN,
    ),
    compared(
      {
        ...{
          section,
          what: `${what}: the same straight from Glance, against unloaded`,
          unit: 'ms',
        },
        ...{ ours: percentile95(lists.glance), reference: percentile95(alone.glance) },
      },
      null,
    ),
  ]
}

/**
 * Sends the files of all browsers at once; ends when every image is active and byte-identical.
 *
 * @returns times of list requests, from the clicks until the last image was there.
 */
async function sendCrowd(
  browser: Browser,
  rig: Rig,
  { browsers, files, sizeMiB }: Crowd,
): Promise<ListTimes> {
  const made = new UploadFiles()
  const contexts = await Promise.all(
    Array.from({ length: browsers }, () => browser.newContext({ baseURL: rig.url })),
  )
  const client = leanClient(rig.url, rig.me)
  try {
    const places = contexts.map((_, own) =>
      Array.from({ length: files }, (_, n) => made.raw(`b${own}-${n}.img`, sizeMiB * MiB)),
    )
    const pages = await Promise.all(contexts.map(async (one) => signIn(await one.newPage())))
    for (const [own, page] of pages.entries()) await chooseFiles(page, places[own] ?? [])
    for (const page of pages)
      await page
        .getByRole('button', { name: words('uploads.form.submit', { count: files }) })
        .waitFor()
    const clicked = Promise.all(pages.map((page) => send(page, files)))
    const ending = until('every upload ended', 900, async () => {
      const { uploads } = await client.list()
      const wrong = uploads.find(({ state }) => state === 'failed' || state === 'mismatch')
      if (wrong) throw new Error(`${wrong.filename} ended as ${wrong.state}`)
      await wait(500)
      return (
        uploads.filter(({ state }) => state === 'active').length === browsers * files && uploads
      )
    })
    const lists = await readLists(rig, Promise.all([clicked, ending]))
    const digests = new Map(places.flat().map((file) => [path.basename(file), sha512Of(file)]))
    for (const { id, imageId, filename } of await ending) {
      const image = await readRecord(rig.me, imageId)
      if (image.status !== 'active' || image.os_hash_value !== digests.get(filename))
        throw new Error(`${filename} is not byte-identical in Glance`)
      await client.end(id)
      await deleteRecord(rig.me, imageId)
    }
    return lists
  } finally {
    client.close()
    for (const one of contexts) await one.close()
    made.remove()
  }
}

async function signIn(page: Page): Promise<Page> {
  await page.goto('/login')
  await fillSignIn(page, people.alice)
  await page.getByRole('heading', { level: 1, name: words('images.title') }).waitFor()
  return page
}

/** Asks us and Glance for a page of the list, in turn, for as long as `during` lasts. @returns ms. */
async function readLists({ url, me }: Rig, during: Promise<unknown>): Promise<ListTimes> {
  const times: ListTimes = { ours: [], glance: [] }
  const places = [
    [times.ours, `${url}/api/p/${me.projectId}/images?limit=20`],
    [times.glance, `${me.glanceUrl}/v2/images?limit=20`],
  ] as const
  let isOver = false
  const working = during.finally(() => {
    isOver = true
  })
  while (!isOver) {
    for (const [found, place] of places) {
      const started = performance.now()
      const answer = await fetch(place, { headers: { 'x-auth-token': me.token } })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`the list answered ${answer.status}`)
      found.push(performance.now() - started)
    }
    await wait(100)
  }
  await working
  return times
}

function percentile95(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN
}
