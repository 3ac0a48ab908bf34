// Steps that the demo and the tests share. Plain Node without packages: on a fresh clone there are none.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
const at = (...parts) => path.join(root, ...parts)

/** Runs a program to its end with its output on ours; exits with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) fail(`${command} could not be started: ${result.error.message}`)
  return result.status ?? 1
}

export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Installs the npm packages when they are missing or older than the lock file. */
export function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 9))
    fail(`Vitrine needs Node 20.9 or later; this is ${process.version}.`)
  const installed = at('node_modules', '.package-lock.json')
  if (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs
  )
    return
  console.log('Installing npm packages …')
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0)
    fail('npm ci failed; see the lines above.')
}

/** Builds for production when there is no build or a source file is newer than it. */
export function ensureBuild(distDir) {
  const id = at(distDir, 'BUILD_ID')
  const sources = [
    'app',
    'components',
    'lib',
    'public',
    'proxy.ts',
    'instrumentation.ts',
    'next.config.js',
    'package-lock.json',
  ]
  if (existsSync(id) && newest(sources.map((name) => at(name))) < statSync(id).mtimeMs) return 0
  console.log('Building …')
  return run('npx', ['next', 'build'], {
    env: { ...process.env, NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: '1' },
  })
}

function newest(files) {
  return Math.max(
    0,
    ...files.filter(existsSync).map((file) => {
      const stat = statSync(file)
      return stat.isDirectory()
        ? newest(readdirSync(file).map((name) => path.join(file, name)))
        : stat.mtimeMs
    }),
  )
}

/** Starts a program that goes on running; ended with everything it started by `stop`. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  const stop = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM')
    } catch {
      // It ended by itself.
    }
  }
  return { child, stop }
}

/** Waits until `url` answers with any status. */
export async function waitFor(url, seconds, isDead = () => false) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (isDead()) return false
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer) return true
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return false
}

/** A TCP port on loopback that nobody uses now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
