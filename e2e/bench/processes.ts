import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/e2e/free-port'
import { readCloud, type TestCloud } from './cloud'

const root = path.resolve(import.meta.dirname, '../..')

/** A real cloud of one's own, made by `e2e/real-cloud/up.sh`. */
export type OwnCloud = TestCloud & {
  folder: string
  glance(action: 'start' | 'stop' | 'kill' | 'restart'): void
  down(): void
}

export function startCloud(folder: string, options: string[] = []): OwnCloud {
  const run = (script: string, ...args: string[]) =>
    execFileSync('bash', [`e2e/real-cloud/${script}`, folder, ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  run('up.sh', ...options)
  return {
    ...readCloud(folder),
    folder,
    glance: (action) => void run('glance.sh', action),
    down: () => void run('down.sh'),
  }
}

/** A production build of the dashboard, running on loopback. */
export type Dashboard = {
  url: string
  pid: () => number
  start(): Promise<void>
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** Where `next build` put the dashboard; builds it when it is not there. */
export function ensureBuild(): string {
  const distDir = process.env.NEXT_DIST_DIR ?? '.next'
  if (!existsSync(path.join(root, distDir, 'BUILD_ID')))
    execFileSync('npx', ['next', 'build'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    })
  return distDir
}

/**
 * Starts the dashboard.
 *
 * @param change Variables beside those it cannot do without, or what makes them of its own address.
 * @param log Where its log goes; an open file.
 */
export async function startDashboard(
  keystoneUrl: string,
  change: Record<string, string> | ((url: string) => Record<string, string>) = {},
  log: number | 'ignore' = 'ignore',
): Promise<Dashboard> {
  const distDir = ensureBuild()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const start = async () => {
    // The server itself, without npx before it: its memory and its death are what is measured.
    child = spawn(
      process.execPath,
      // As `npm start`: else a connection that rests for 5 s is closed while a request is on its way.
      [
        'node_modules/next/dist/bin/next',
        ...['start', '-H', '127.0.0.1', '-p', String(port), '--keepAliveTimeout', '65000'],
      ],
      {
        cwd: root,
        stdio: ['ignore', log, 'inherit'],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NEXT_TELEMETRY_DISABLED: '1',
          NEXT_DIST_DIR: distDir,
          KEYSTONE_URL: keystoneUrl,
          NEXTAUTH_URL: url,
          NEXTAUTH_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
          LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
          ...(typeof change === 'function' ? change(url) : change),
        },
      },
    )
    await answers(`${url}/api/health`)
  }
  const kill = (signal: NodeJS.Signals = 'SIGTERM') =>
    new Promise<void>((resolve) => {
      const dying = child
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return resolve()
      dying.once('exit', () => resolve())
      dying.kill(signal)
    })
  await start()
  return { url, pid: () => child?.pid ?? 0, start, kill }
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) * 1024
}

/** Processor time of a process and its children so far, in seconds. */
export function cpuSeconds(pid: number): number {
  const [command = '', rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) /)
  if (command === '') return 0
  // Fields 14 and 15 of stat, in hundredths of a second; see proc(5).
  const fields = rest.split(' ')
  const own = (Number(fields[11]) + Number(fields[12])) / 100
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  const pids = children === '' ? [] : children.split(' ').map(Number)
  return pids.reduce((sum, child) => sum + cpuSeconds(child), own)
}

/** A folder that is gone after `remove`. */
export function ownFolder(name: string): { path: string; remove: () => void } {
  const made = mkdtempSync(path.join(tmpdir(), `vitrine-${name}-`))
  return { path: made, remove: () => rmSync(made, { recursive: true, force: true }) }
}

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Asks again until there is an answer. @throws Error after `seconds`. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const value = await ask()
    if (value) return value
    await wait(20)
  }
  throw new Error(`${what}: not within ${seconds} s`)
}

async function answers(url: string): Promise<void> {
  await until(url, 60, async () => (await fetch(url).catch(() => undefined)) !== undefined)
}
