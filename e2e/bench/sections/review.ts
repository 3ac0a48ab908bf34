import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import Database from 'libsql'
import { type Access, access } from '@/e2e/bench/cloud'
import {
  type Dashboard,
  ownFolder,
  residentBytes,
  startDashboard,
  until,
  wait,
} from '@/e2e/bench/processes'
import { type BenchOptions, compared, median, type Row, round } from '@/e2e/bench/rows'
import { freePort } from '@/e2e/free-port'

const root = path.resolve(import.meta.dirname, '../../..')
const admin = { name: 'admin', password: 'admin', domain: 'Default', project: 'admin' }
const projects = 50
const visitors = 4
const mebibyte = 1024 ** 2
// The first figures may come this long after Glance's first page.
const firstWithinMs = 2000

/**
 * The review desk over embedded clouds of 10,000 and of 2,000 images in 50 projects: how soon the
 * first figures come, how long a whole scan lasts against a bare walk over the same pages, and how
 * much memory a visitor costs, which must not follow from the number of images.
 */
export async function measureReview({ runs, note }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = []
  const perVisitor: number[] = []
  for (const images of [10_000, 2000]) {
    note(`review: ${images} images`)
    const folder = ownFolder('review')
    const cloud = await startEmbedded(folder.path, images)
    const dashboard = await startDashboard(cloud.keystoneUrl)
    try {
      const who = await access(
        { keystoneUrl: cloud.keystoneUrl, glanceUrl: cloud.glanceUrl },
        admin,
      )
      await readReview(dashboard, who)
      if (images === 10_000) rows.push(...(await measureSpeed(dashboard, who, runs)))
      perVisitor.push(await measureMemory(dashboard, who))
    } finally {
      await dashboard.kill()
      await cloud.close()
      folder.remove()
    }
  }
  const [many = 0, few = 0] = perVisitor
  const what = `memory per visitor, 10,000 images against 2,000, ${visitors} different scans at once`
  rows.push(
    compared(
      { section: 'review', what, ours: many / mebibyte, reference: few / mebibyte, unit: 'MiB' },
      null,
    ),
  )
  return rows
}

async function measureSpeed(dashboard: Dashboard, who: Access, runs: number): Promise<Row[]> {
  const first: number[] = []
  const whole: number[] = []
  const page: number[] = []
  const walk: number[] = []
  let bytes = 0
  for (let run = 0; run < runs; run += 1) {
    const glance = await walkGlance(who)
    page.push(glance.first)
    walk.push(glance.whole)
    const review = await readReview(dashboard, who, '?refresh=1')
    first.push(review.first)
    whole.push(review.whole)
    bytes = Math.max(bytes, review.largest)
  }
  const firstPage = median(page)
  const limit = round((firstPage + firstWithinMs) / firstPage)
  const section = 'review'
  return [
    compared(
      {
        section,
        what: 'first figures against the first page',
        ours: median(first),
        reference: firstPage,
        unit: 'ms',
      },
      limit,
    ),
    compared(
      {
        section,
        what: 'whole scan against a bare walk',
        ours: median(whole),
        reference: median(walk),
        unit: 'ms',
      },
      null,
    ),
    {
      section,
      what: 'largest snapshot',
      ours: round(bytes / 1024),
      reference: null,
      unit: 'KiB',
      ratio: null,
      target: null,
      met: null,
    },
  ]
}

/** Reads all snapshots; times in ms, the largest one's size in bytes. */
async function readReview(dashboard: Dashboard, who: Access, query = '') {
  const started = performance.now()
  const answer = await fetch(`${dashboard.url}/api/p/${who.projectId}/review${query}`, {
    headers: { 'x-auth-token': who.token },
  })
  if (!answer.body || answer.status !== 200) throw new Error(`review: ${answer.status}`)
  let first = 0
  let largest = 0
  let rest = ''
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (first === 0) first = performance.now() - started
      largest = Math.max(largest, line.length)
      if (line.startsWith('{"kind":"problem"')) throw new Error(line)
    }
  }
  return { first, largest, whole: performance.now() - started }
}

/** The first page of 100, and the whole catalogue by pages of 1,000, straight from Glance. */
async function walkGlance({ glanceUrl, token }: Access) {
  const started = performance.now()
  let first = 0
  for (const hidden of [false, true]) {
    let marker = ''
    for (let limit = 100; ; limit = 1000) {
      const url = `${glanceUrl}/v2/images?visibility=all&os_hidden=${hidden}&limit=${limit}${marker}`
      const answer = await fetch(url, { headers: { 'x-auth-token': token } })
      const page = (await answer.json()) as { images: Array<{ id: string }>; next?: string }
      if (first === 0) first = performance.now() - started
      const last = page.images.at(-1)
      if (!page.next || !last) break
      marker = `&marker=${last.id}`
    }
  }
  return { first, whole: performance.now() - started }
}

/** Bytes of resident memory that a visitor adds at the peak of a scan nobody else shares. */
async function measureMemory(dashboard: Dashboard, who: Access): Promise<number> {
  await wait(2000)
  const before = residentBytes(dashboard.pid())
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(dashboard.pid()))
  }, 20)
  await Promise.all(
    Array.from({ length: visitors }, (_, at) => readReview(dashboard, who, `?old=${1000 + at}`)),
  )
  clearInterval(watch)
  return (peak - before) / visitors
}

/** An embedded cloud in a process of its own, its images spread over 50 projects. */
async function startEmbedded(dir: string, images: number) {
  const first = await runCloud(dir, images)
  const ids = await createProjects(first.keystoneUrl)
  await first.close()
  const db = new Database(path.join(dir, 'cloud.db'))
  const numbered = 'select id, row_number() over (order by id) as number from images'
  const give = db.prepare(
    `update images set owner = ? where id in (select id from (${numbered}) where number % ? = ?)`,
  )
  ids.forEach((id, at) => void give.run(id, projects, at))
  db.close()
  return runCloud(dir, images)
}

async function createProjects(keystoneUrl: string): Promise<string[]> {
  const { token } = await access({ keystoneUrl, glanceUrl: '' }, admin)
  const ids: string[] = []
  for (let at = 0; at < projects; at += 1) {
    const answer = await fetch(`${keystoneUrl}/projects`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': token },
      body: JSON.stringify({ project: { name: `bench-${at}`, domain_id: 'default' } }),
    })
    if (answer.status !== 201) throw new Error(`project: ${answer.status} ${await answer.text()}`)
    ids.push(((await answer.json()) as { project: { id: string } }).project.id)
  }
  return ids
}

async function runCloud(dir: string, images: number) {
  const port = await freePort()
  const args = [
    'lib/localcloud/main.ts',
    '--dir',
    dir,
    '--port',
    String(port),
    '--images',
    String(images),
  ]
  const child: ChildProcess = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const keystoneUrl = `http://127.0.0.1:${port}/identity/v3`
  await until('the embedded cloud', 120, async () => fetch(keystoneUrl).catch(() => undefined))
  return {
    keystoneUrl,
    glanceUrl: `http://127.0.0.1:${port}/image`,
    close: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
