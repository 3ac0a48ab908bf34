import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from './free-port'

const root = path.resolve(import.meta.dirname, '..')

// Where the tests' own file server listens, which web-download may read from.
const fileServerHost = '127.0.0.80'

// Glance's rules: the older ones, as Debian ships it, unless `CLOUD_POLICY=new`.
const policy = process.env.CLOUD_POLICY === 'new' ? 'new' : 'old'

/**
 * Starts the cloud that `CLOUD` names and the dashboard before it, both on free ports, and tells the
 * workers where they are. What runs already (`VITRINE_KEYSTONE_URL`, `VITRINE_URL`) is used as it is.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-e2e-'))
  const endings: Array<() => void> = []
  const endAll = async () => {
    for (const end of endings.reverse()) end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    if (!process.env.VITRINE_KEYSTONE_URL) {
      if (process.env.CLOUD === 'real') endings.push(startRealCloud(folder))
      else await startLocalCloud(folder, endings)
    }
    if (!process.env.VITRINE_URL && process.env.NEXT_DIST_DIR) await startDashboard(folder, endings)
  } catch (error) {
    await endAll()
    throw error
  }
  return endAll
}

function startRealCloud(folder: string): () => void {
  const dir = path.join(folder, 'cloud')
  const options = ['--cache', '--web-download', fileServerHost]
  if (policy === 'new') options.push('--new-defaults')
  execFileSync('bash', ['e2e/real-cloud/up.sh', dir, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const described: { keystone_url: string } = JSON.parse(
    readFileSync(path.join(dir, 'cloud.json'), 'utf8'),
  )
  process.env.CLOUD_DIR = dir
  process.env.VITRINE_KEYSTONE_URL = described.keystone_url
  return () => execFileSync('bash', ['e2e/real-cloud/down.sh', dir], { cwd: root, stdio: 'ignore' })
}

async function startLocalCloud(folder: string, endings: Array<() => void>): Promise<void> {
  const port = await freePort()
  const place = ['--dir', path.join(folder, 'cloud'), '--port', String(port)]
  // The same rules as the real one's, so that the same specs hold for both.
  const options = ['--policy', policy, '--web-download-allow', fileServerHost]
  endings.push(begin('npx', ['tsx', 'lib/localcloud/main.ts', ...place, ...options], {}))
  process.env.VITRINE_KEYSTONE_URL = `http://127.0.0.1:${port}/identity/v3`
  process.env.VITRINE_CLOUD_ABILITIES = JSON.stringify({
    policy,
    webDownload: [fileServerHost],
  })
  await answers(process.env.VITRINE_KEYSTONE_URL)
}

async function startDashboard(folder: string, endings: Array<() => void>): Promise<void> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  // The tests write a gallery of their own here; until then it is the one that comes along.
  const galleryFile = path.join(folder, 'gallery.json')
  cpSync(path.join(root, 'public/gallery.json'), galleryFile)
  process.env.VITRINE_GALLERY_FILE = galleryFile
  const end = begin('npx', ['next', 'start', '-H', '127.0.0.1', '-p', String(port)], {
    KEYSTONE_URL: process.env.VITRINE_KEYSTONE_URL ?? '',
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
    UPLOAD_SPOOL_DIR: path.join(folder, 'spool'),
    LOG_LEVEL: 'warn',
    GALLERY_FILE: galleryFile,
  })
  endings.push(end)
  await answers(`${url}/api/health`)
  process.env.VITRINE_URL = url
}

function begin(command: string, args: string[], env: Record<string, string>): () => void {
  const child: ChildProcess = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  return () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM')
    } catch {
      // It ended by itself.
    }
  }
}

async function answers(url: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(`${url} did not answer within 60 s`)
}
