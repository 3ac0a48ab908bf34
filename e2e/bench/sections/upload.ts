import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Clicked, openBrowser, servePlainPage } from '@/e2e/bench/chromium'
import { type Access, access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import {
  ownFolder,
  residentBytes,
  startCloud,
  startDashboard,
  until,
  wait,
} from '@/e2e/bench/processes'
import { type BenchOptions, compared, median, p95, type Row, round } from '@/e2e/bench/rows'
import { leanClient } from '@/e2e/bench/tus-client'
import { UploadFiles } from '@/e2e/upload-files'
import { isSettled } from '@/lib/upload/protocol'

const section = 'upload'
const MiB = 1024 * 1024
/** The bar of a large file and of others: until the image is active, against the same Glance directly. */
const speedOf = (mib: number) => (mib >= 1024 ? 1.05 : 1.1)
const IDLE_MEMORY = 64
const MEMORY_AN_UPLOAD = 8

type Sent = { active: number; proven: number; memory: number; spool: number; proof: string }

/** One upload of a file, in one of the four ways that are measured in turn. */
type Ways = {
  curl: (file: string) => Promise<number>
  lean: (file: string) => Promise<Sent>
  straight: (file: string) => Promise<number>
  clicked: (file: string) => Promise<Clicked>
}

/** Uploads through the dashboard against the same bytes straight into the same Glance, in turn. */
export async function measureUploads(options: BenchOptions): Promise<Row[]> {
  const folder = ownFolder('bench')
  const spool = path.join(folder.path, 'spool')
  const files = new UploadFiles()
  const ends: Array<() => unknown> = [folder.remove, () => files.remove()]
  try {
    options.note('starting a cloud and the dashboard')
    const plain = await servePlainPage()
    ends.push(plain.close)
    const cloud = startCloud(path.join(folder.path, 'cloud'), ['--cors', plain.origin])
    ends.push(cloud.down)
    const dashboard = await startDashboard(cloud.keystoneUrl, { UPLOAD_SPOOL_DIR: spool })
    ends.push(() => dashboard.kill())
    const me = await access(cloud)
    const { url, pid } = dashboard
    const client = leanClient(url, me)
    ends.push(client.close)
    const browser = await openBrowser({ url, plain, me, client })
    ends.push(browser.close)
    const ways: Ways = {
      curl: (file) => sendDirectly(me, file),
      lean: (file) => sendThrough(url, pid(), me, file, spool, options.chunkMiB),
      straight: (file) => browser.straight({ path: file }),
      clicked: (file) =>
        browser.throughDashboard({ path: file, imageName: path.basename(file, '.img') }),
    }
    const rows: Row[] = []
    const fileOf = (size: number) => files.raw(`bench-${size}.img`, size * MiB)
    // The first upload pays for caches and for memory that is only fetched once.
    await everyWay(ways, fileOf(16))
    for (const size of options.sizes)
      rows.push(...(await alternate(fileOf(size), ways, size, options)))
    if (options.sizes.includes(options.largest)) return rows
    const large = await ways.lean(fileOf(options.largest))
    return [...rows, memoryRow(options.largest, [large]), spoolRow(options.largest, [large])]
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function everyWay({ curl, lean, straight, clicked }: Ways, file: string) {
  return {
    curl: await curl(file),
    lean: await lean(file),
    straight: await straight(file),
    clicked: await clicked(file),
  }
}

async function alternate(
  file: string,
  ways: Ways,
  size: number,
  options: BenchOptions,
): Promise<Row[]> {
  const runs: Array<Awaited<ReturnType<typeof everyWay>>> = []
  for (let run = 0; run < options.runs; run++) {
    const one = await everyWay(ways, file)
    runs.push(one)
    const { curl, lean, straight, clicked } = one
    options.note(
      `${size} MiB, ${run + 1}: curl ${round(curl)} s, ours ${round(lean.active)} s, proven after ${round(lean.proven)} s (${lean.proof}); ` +
        `Chromium straight ${round(straight)} s, ours ${round(clicked.active)} s, proven after ${round(clicked.proven)} s`,
    )
  }
  type Run = (typeof runs)[number]
  const line = (
    what: string,
    target: number | null,
    ours: (run: Run) => number,
    reference: (run: Run) => number,
  ) =>
    compared(
      {
        ...{ section, what: `${size} MiB ${what}`, unit: 's' },
        ...{ ours: median(runs.map(ours)), p95: p95(runs.map(ours)) },
        reference: median(runs.map(reference)),
      },
      target,
    )
  const byCurl = ({ curl }: Run) => curl
  const straight = (run: Run) => run.straight
  const throughLean = runs.map(({ lean }) => lean)
  return [
    line(
      'from a lean tus client until active, against curl -T',
      speedOf(size),
      (run) => run.lean.active,
      byCurl,
    ),
    line('from a lean tus client until proven', null, (run) => run.lean.proven, byCurl),
    line(
      'from Chromium, click until active, against the same Chromium straight to Glance',
      speedOf(size),
      (run) => run.clicked.active,
      straight,
    ),
    line('from Chromium, click until proven', null, (run) => run.clicked.proven, straight),
    memoryRow(size, throughLean),
    spoolRow(size, throughLean),
  ]
}

function memoryRow(size: number, sent: Sent[]): Row {
  const what = `server's peak memory above idle, ${size} MiB`
  const ours = Math.max(...sent.map(({ memory }) => memory))
  const reference = IDLE_MEMORY + MEMORY_AN_UPLOAD
  return compared({ section, what, unit: 'MiB', ours, reference }, 1)
}

function spoolRow(size: number, sent: Sent[]): Row {
  const what = `spool's peak, ${size} MiB`
  const nothing = { reference: null, ratio: null, target: null, met: null }
  const ours = round(Math.max(...sent.map(({ spool }) => spool)))
  return { section, what, ours, unit: 'MiB', ...nothing }
}

/** @returns seconds. */
async function sendDirectly(me: Access, file: string): Promise<number> {
  const id = await createRecord(me, 'bench direct')
  const started = performance.now()
  execFileSync('curl', [
    ...['-sf', '-T', file, '-X', 'PUT', '-H', `X-Auth-Token: ${me.token}`],
    ...['-H', 'Content-Type: application/octet-stream', `${me.glanceUrl}/v2/images/${id}/file`],
  ])
  const seconds = (performance.now() - started) / 1000
  await deleteRecord(me, id)
  return seconds
}

async function sendThrough(
  url: string,
  pid: number,
  me: Access,
  file: string,
  spool: string,
  chunkMiB: number,
): Promise<Sent> {
  const imageId = await createRecord(me, 'bench ours')
  const client = leanClient(url, me)
  const idle = residentBytes(pid)
  const peak = { memory: idle, spool: 0 }
  const watch = setInterval(() => {
    peak.memory = Math.max(peak.memory, residentBytes(pid))
    peak.spool = Math.max(peak.spool, folderBytes(spool))
  }, 50)
  try {
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    const id = await client.create(imageId, statSync(file).size)
    await client.send(id, file, { chunkBytes: chunkMiB * MiB })
    let active = 0
    const status = await until('the image is active', 600, async () => {
      const now = await client.status(id)
      // Verifying begins when Glance has answered that the image is active.
      if (active === 0 && ['verifying', 'active'].includes(now.state)) active = seconds()
      return isSettled(now.state) && now
    })
    if (status.state !== 'active')
      throw new Error(`ended as ${status.state}: ${status.error?.detail}`)
    const proven = seconds()
    await client.end(id, 'delete')
    const memory = (peak.memory - idle) / MiB
    return { active, proven, memory, spool: peak.spool / MiB, proof: status.proof }
  } finally {
    clearInterval(watch)
    client.close()
    await wait(200)
  }
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false })
    return sum + (found?.size ?? 0)
  }, 0)
}
