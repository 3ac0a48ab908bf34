import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Redis } from 'ioredis'
import { access, createRecord, deleteRecord } from '@/e2e/bench/cloud'
import {
  type Dashboard,
  ownFolder,
  residentBytes,
  startCloud,
  startDashboard,
  until,
} from '@/e2e/bench/processes'
import { type BenchOptions, median, type Row, round } from '@/e2e/bench/rows'
import { leanClient } from '@/e2e/bench/tus-client'
import { people } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { startRedis } from '@/e2e/redis-server'

const section = 'copies'
const MiB = 1024 * 1024
const SESSIONS = 50
const READS = 600
const FILE_MIB = 512

const told = (what: string, ours: number, unit: string): Row => ({
  section,
  what,
  ours: round(ours),
  reference: null,
  unit,
  ratio: null,
  target: null,
  met: null,
})

/** What people and uploads cost a copy: the figures that docs/scaling.md reckons with. */
export async function measureCopies(options: BenchOptions): Promise<Row[]> {
  options.note('copies: starting a cloud, Redis and two dashboards')
  const folder = ownFolder('bench-copies')
  const endings: Array<() => void | Promise<void>> = [() => folder.remove()]
  try {
    const cloud = startCloud(path.join(folder.path, 'cloud'))
    endings.push(() => cloud.down())
    const redis = await startRedis()
    endings.push(() => redis.stop())
    const start = async () => {
      const copy = await startDashboard(cloud.keystoneUrl, (url) => ({
        REDIS_URL: redis.url,
        COPY_URL: url,
        UPLOAD_SPOOL_DIR: path.join(folder.path, 'spool'),
      }))
      endings.push(() => copy.kill('SIGKILL'))
      return copy
    }
    const [one, two] = [await start(), await start()]
    const me = await access(cloud)
    return [
      ...(await peopleRows(one, redis.url)),
      ...(await uploadRows(options, folder.path, [one, two], me)),
    ]
  } finally {
    for (const end of endings.reverse()) await end()
  }
}

async function peopleRows(copy: Dashboard, redisUrl: string): Promise<Row[]> {
  const redis = new Redis(redisUrl)
  const kept = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  const first = await HttpSession.open(copy.url, people.alice)
  const project = await first.projectId('demo')
  const list = `/api/p/${project}/images?limit=100`
  const page = `/p/${project}/images`
  // What is compiled and connected once is no person's.
  await cost(copy, 50, () => first.call('GET', list))
  await cost(copy, 50, () => first.call('GET', page))
  const perList = await cost(copy, READS, () => first.call('GET', list))
  const perPage = await cost(copy, READS / 4, () => first.call('GET', page))
  const [memory, before] = [residentBytes(copy.pid()), await kept()]
  const sessions: HttpSession[] = []
  for (let count = 0; count < SESSIONS; count++)
    sessions.push(await HttpSession.open(copy.url, people.alice))
  for (let round = 0; round < 20; round++)
    await Promise.all(sessions.map((session) => session.call('GET', list)))
  const [grown, after] = [residentBytes(copy.pid()), await kept()]
  redis.disconnect()
  return [
    told('CPU of the copy for a list in JSON', perList * 1000, 'ms'),
    told('CPU of the copy for a page with its list', perPage * 1000, 'ms'),
    told(`memory of the copy under ${SESSIONS} sessions that poll`, grown / MiB, 'MiB'),
    told(`more than with one session, of ${SESSIONS}`, (grown - memory) / MiB, 'MiB'),
    told('memory of Redis for a session', (after - before) / SESSIONS / 1024, 'KiB'),
  ]
}

async function uploadRows(
  { runs }: BenchOptions,
  folder: string,
  [holder, other]: [Dashboard, Dashboard],
  me: Awaited<ReturnType<typeof access>>,
): Promise<Row[]> {
  const file = path.join(folder, 'file.raw')
  writeFileSync(file, randomBytes(FILE_MIB * MiB))
  const found: Record<'own' | 'sent', Array<{ cpu: number; seconds: number }>> = {
    own: [],
    sent: [],
  }
  const clients = { own: leanClient(holder.url, me), sent: leanClient(other.url, me) }
  for (let run = 0; run < runs; run++)
    for (const way of ['own', 'sent'] as const) {
      const image = await createRecord(me, 'bench copies')
      const id = await clients.own.create(image, FILE_MIB * MiB)
      const [begun, spent] = [performance.now(), cpuSeconds(holder) + cpuSeconds(other)]
      await clients[way].send(id, file)
      await until(
        'it is active',
        120,
        async () => (await clients.own.status(id)).state === 'active',
      )
      found[way].push({
        cpu: ((cpuSeconds(holder) + cpuSeconds(other) - spent) * 1024) / FILE_MIB,
        seconds: (performance.now() - begun) / 1000,
      })
      await clients.own.end(id)
      await deleteRecord(me, image)
    }
  for (const client of Object.values(clients)) client.close()
  const of = (way: 'own' | 'sent', what: 'cpu' | 'seconds') =>
    median(found[way].map((each) => each[what]))
  return [
    told('CPU for 1 GiB of upload at the copy that works on it', of('own', 'cpu'), 's'),
    told('CPU of both for 1 GiB that reaches another copy', of('sent', 'cpu'), 's'),
    told(
      `${FILE_MIB} MiB through another copy, time against its own`,
      of('sent', 'seconds') / of('own', 'seconds'),
      '×',
    ),
  ]
}

/** Seconds of CPU that the copy spends on one of `count` calls, four at a time. */
async function cost(copy: Dashboard, count: number, call: () => Promise<unknown>): Promise<number> {
  const before = cpuSeconds(copy)
  const line = Array.from({ length: 4 }, async () => {
    for (let done = 0; done < count / 4; done++) await call()
  })
  await Promise.all(line)
  return (cpuSeconds(copy) - before) / count
}

function cpuSeconds({ pid }: Dashboard): number {
  const fields = readFileSync(`/proc/${pid()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
