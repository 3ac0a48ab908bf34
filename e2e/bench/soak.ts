import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from '@/e2e/free-port'
import { HttpSession } from '@/e2e/http-session'
import { access, createRecord, deleteRecord } from './cloud'
import { ownFolder, residentBytes, startDashboard, until, wait } from './processes'
import { leanClient } from './tus-client'

// A soak on loopback: signed-in sessions that read lists and images at a steady pace, uploads beside.
//   npx tsx e2e/bench/soak.ts --seconds 1800 --sessions 200 --rate 100
// It begins a cloud and a dashboard of its own, and ends with a line of figures.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    sessions: { type: 'string', default: '200' },
    rate: { type: 'string', default: '100' },
    'upload-mib': { type: 'string', default: '32' },
  },
})
const seconds = Number(values.seconds)
const rate = Number(values.rate)
const uploadBytes = Number(values['upload-mib']) * 1024 * 1024
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

/** One read over a kept connection. @returns status and ms until the last byte. */
function read(session: HttpSession, url: string): Promise<{ status: number; ms: number }> {
  const started = performance.now()
  const cookie = [...session.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - started })
    const request = http.get(new URL(url, session.base), { agent, headers: { cookie } })
    request.on('error', () => done(0))
    request.on('response', (response) => {
      response.resume()
      response.on('error', () => done(0))
      response.on('end', () => done(response.statusCode ?? 0))
    })
  })
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0

/** Least squares: how much `y` grows for each unit of `x`. */
function slope(points: Array<[x: number, y: number]>): number {
  const n = points.length
  const mx = points.reduce((sum, [x]) => sum + x, 0) / n
  const my = points.reduce((sum, [, y]) => sum + y, 0) / n
  const over = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
  const under = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
  return under === 0 ? 0 : over / under
}

const folder = ownFolder('soak')
const port = await freePort()
const cloud = spawn(
  process.execPath,
  [
    'node_modules/tsx/dist/cli.mjs',
    'lib/localcloud/main.ts',
    '--dir',
    path.join(folder.path, 'cloud'),
  ].concat(['--port', String(port)]),
  { stdio: 'ignore', detached: true },
)
const keystoneUrl = `http://127.0.0.1:${port}/identity/v3`
await until('the cloud', 60, () => fetch(keystoneUrl).catch(() => undefined))
const dashboard = await startDashboard(keystoneUrl, {
  UPLOAD_SPOOL_DIR: path.join(folder.path, 'spool'),
  LOG_LEVEL: 'warn',
})

try {
  await soak()
} finally {
  agent.destroy()
  await dashboard.kill('SIGKILL')
  if (cloud.pid) process.kill(-cloud.pid, 'SIGKILL')
  folder.remove()
}

async function soak(): Promise<void> {
  const alice = { domain: 'Default', name: 'alice', password: 'alice', project: 'demo' }
  const sessions: HttpSession[] = []
  while (sessions.length < Number(values.sessions)) {
    const batch = Math.min(8, Number(values.sessions) - sessions.length)
    sessions.push(
      ...(await Promise.all(
        Array.from({ length: batch }, () => HttpSession.open(dashboard.url, alice)),
      )),
    )
  }
  const [first] = sessions
  if (!first) throw new Error('no session')
  const me = await access({ keystoneUrl, glanceUrl: `http://127.0.0.1:${port}/image` }, alice)
  const base = `/api/p/${me.projectId}`
  const { images } = (await first.call('GET', `${base}/images`)).json<{
    images: Array<{ id: string }>
  }>()
  const urls = [
    `${base}/images?limit=25`,
    `${base}/images?limit=25&status=active`,
    `${base}/shared/pending`,
    '/api/projects',
    ...images.slice(0, 6).map(({ id }) => `${base}/images/${id}`),
  ]
  // Each session's first call makes its project token: that is no part of the steady state.
  for (const session of sessions) await read(session, `${base}/images?limit=1`)
  const unloaded: number[] = []
  for (let i = 0; i < 100; i++) unloaded.push((await read(first, urls[i % urls.length] ?? '/')).ms)

  const times: number[] = []
  const errors = new Map<number, number>()
  const slowest: Slow[] = []
  const memory: Array<[seconds: number, bytes: number]> = []
  const started = performance.now()
  const elapsed = () => (performance.now() - started) / 1000
  const uploading = uploads(me, () => elapsed() < seconds)
  const open = new Set<Promise<void>>()
  for (let sent = 0; elapsed() < seconds; ) {
    for (const due = elapsed() * rate; sent < due; sent++) {
      const session = sessions[sent % sessions.length] ?? first
      const url = urls[sent % urls.length] ?? '/'
      const at = elapsed()
      const job = read(session, url).then(({ status, ms }) => {
        times.push(ms)
        if (ms > (slowest.at(-1)?.ms ?? 0) || slowest.length < 5) {
          slowest.push({ at, ms, status, url })
          slowest.sort((a, b) => b.ms - a.ms).splice(5)
        }
        if (status !== 200) errors.set(status, (errors.get(status) ?? 0) + 1)
        open.delete(job)
      })
      open.add(job)
    }
    const second = Math.floor(elapsed())
    if (second > (memory.at(-1)?.[0] ?? -1)) memory.push([second, residentBytes(dashboard.pid())])
    await wait(5)
  }
  await Promise.all(open)
  const uploaded = await uploading
  report({ unloaded, times, errors, memory, uploaded, slowest })
}

/** Uploads one file after the other. @returns how many became active, and how many did not. */
async function uploads(me: Awaited<ReturnType<typeof access>>, goesOn: () => boolean) {
  const file = path.join(folder.path, 'upload.raw')
  writeFileSync(file, randomBytes(uploadBytes))
  const client = leanClient(dashboard.url, me)
  const counts = { done: 0, failed: 0 }
  while (goesOn()) {
    const imageId = await createRecord(me, 'soak')
    try {
      const id = await client.create(imageId, uploadBytes)
      await client.send(id, file, { chunkBytes: 8 * 1024 * 1024 })
      await until('active', 60, async () => (await client.status(id)).state === 'active')
      await client.end(id)
      counts.done++
    } catch {
      counts.failed++
    }
    await deleteRecord(me, imageId)
    await wait(500)
  }
  client.close()
  return counts
}

type Slow = { at: number; ms: number; status: number; url: string }

function report({
  unloaded,
  times,
  errors,
  memory,
  uploaded,
  slowest,
}: {
  unloaded: number[]
  times: number[]
  errors: Map<number, number>
  memory: Array<[number, number]>
  uploaded: { done: number; failed: number }
  slowest: Slow[]
}): void {
  unloaded.sort((a, b) => a - b)
  times.sort((a, b) => a - b)
  // The first fifth is warm-up: code is compiled, caches fill.
  const steady = memory.slice(Math.floor(memory.length / 5))
  const mib = 1024 * 1024
  const ms = (value: number) => `${value.toFixed(1)} ms`
  console.log(
    [
      `requests      ${times.length} in ${seconds} s over ${values.sessions} sessions`,
      `unloaded      p50 ${ms(quantile(unloaded, 0.5))}, p99 ${ms(quantile(unloaded, 0.99))}`,
      `loaded        p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}`,
      `errors        ${[...errors].map(([status, n]) => `${n} × ${status}`).join(', ') || 'none'}`,
      ...slowest.map(({ at, ms: took, status, url }) => {
        const what = url.replace(/[\da-f-]{32,36}/g, '…')
        return `slowest       ${ms(took)} from second ${at.toFixed(1)}: ${status} ${what}`
      }),
      `uploads       ${uploaded.done} done, ${uploaded.failed} failed, ${uploadBytes / mib} MiB each`,
      `memory        ${((steady.at(-1)?.[1] ?? 0) / mib).toFixed(0)} MiB, slope ${((slope(steady) * 3600) / mib).toFixed(1)} MiB/h after warm-up`,
    ].join('\n'),
  )
}
