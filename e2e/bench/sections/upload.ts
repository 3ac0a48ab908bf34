import { execFileSync } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { type Access, access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import {
  type Dashboard,
  ownFolder,
  residentBytes,
  startCloud,
  startDashboard,
  until,
  wait,
} from '@/e2e/bench/processes'
import { type BenchOptions, compared, median, type Row, round } from '@/e2e/bench/rows'
import { leanClient } from '@/e2e/bench/tus-client'
import { isSettled } from '@/lib/upload/protocol'

const section = 'upload'
const MiB = 1024 * 1024
/** The bar of the lean client: until the image is active, against `curl -T` into the same Glance. */
const SPEED = 1.1
const IDLE_MEMORY = 64
const MEMORY_AN_UPLOAD = 8

type Sent = { active: number; proven: number; memory: number; spool: number; proof: string }

/** Uploads through the dashboard against the same bytes straight into the same Glance, in turn. */
export async function measureUploads(options: BenchOptions): Promise<Row[]> {
  const folder = ownFolder('bench')
  const spool = path.join(folder.path, 'spool')
  options.note('starting a cloud and the dashboard')
  const cloud = startCloud(path.join(folder.path, 'cloud'))
  let dashboard: Dashboard | undefined
  try {
    dashboard = await startDashboard(cloud.keystoneUrl, { UPLOAD_SPOOL_DIR: spool })
    const rows: Row[] = []
    const sent: Sent[] = []
    const me = await access(cloud)
    const { url, pid } = dashboard
    const ours = (file: string) => sendThrough(url, pid(), me, file, spool, options.chunkMiB)
    // The first upload pays for caches and for memory that is only fetched once.
    await ours(randomFile(folder.path, 16))
    for (const size of options.sizes) {
      const measured = await alternate(randomFile(folder.path, size), me, ours, size, options)
      sent.push(...measured.sent)
      rows.push(...measured.rows)
    }
    const large = await ours(randomFile(folder.path, options.largest))
    rows.push(...memoryRows(sent, large, options))
    return rows
  } finally {
    await dashboard?.kill()
    cloud.down()
    folder.remove()
  }
}

async function alternate(
  file: string,
  me: Access,
  ours: (file: string) => Promise<Sent>,
  size: number,
  options: BenchOptions,
): Promise<{ rows: Row[]; sent: Sent[] }> {
  const direct: number[] = []
  const sent: Sent[] = []
  for (let run = 0; run < options.runs; run++) {
    direct.push(await sendDirectly(me, file))
    const one = await ours(file)
    sent.push(one)
    options.note(
      `${size} MiB, ${run + 1}: direct ${round(direct.at(-1) ?? 0)} s, ours ${round(one.active)} s, proven after ${round(one.proven)} s (${one.proof})`,
    )
  }
  const reference = median(direct)
  const line = (what: string, values: number[], target: number | null) =>
    compared({ section, what, unit: 's', ours: median(values), reference }, target)
  return {
    sent,
    rows: [
      line(
        `${size} MiB from a lean tus client until active, against curl -T`,
        sent.map(({ active }) => active),
        SPEED,
      ),
      line(
        `${size} MiB from a lean tus client until active and proven`,
        sent.map(({ proven }) => proven),
        null,
      ),
    ],
  }
}

function memoryRows(sent: Sent[], large: Sent, { largest, sizes }: BenchOptions): Row[] {
  const row = (what: string, ours: number): Row =>
    compared({ section, what, unit: 'MiB', ours, reference: IDLE_MEMORY + MEMORY_AN_UPLOAD }, 1)
  const plain = (what: string, ours: number): Row => ({
    section,
    what,
    ours: round(ours),
    reference: null,
    unit: 'MiB',
    ratio: null,
    target: null,
    met: null,
  })
  return [
    row(
      `server's peak memory above idle, ${sizes.join(' and ')} MiB`,
      Math.max(...sent.map(({ memory }) => memory)),
    ),
    row(`server's peak memory above idle, ${largest} MiB`, large.memory),
    plain(`spool's peak, ${largest} MiB`, large.spool),
  ]
}

function randomFile(folder: string, size: number): string {
  const file = path.join(folder, `${size}.raw`)
  const block = Buffer.alloc(MiB)
  const target = openSync(file, 'w')
  for (let written = 0; written < size; written++) writeSync(target, randomFillSync(block))
  closeSync(target)
  return file
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
