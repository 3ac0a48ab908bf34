import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { test } from '@playwright/test'
import { freePort } from '@/e2e/free-port'
import { target } from '@/e2e/target'
import { call } from './http'

const root = path.resolve(import.meta.dirname, '..', '..')
const run = promisify(execFile)

export type Variant = {
  /** Options of up.sh. */
  real: string[]
  /** Options of the embedded cloud. */
  local: string[]
  /** What the embedded cloud can do by those options; the real one describes itself. */
  abilities?: object
}

/**
 * Gives the tests of a file a cloud of its own, started another way than the usual one and ended
 * with them. Call it at the top of the file. Everything that reads `target` then finds this cloud.
 */
export function onVariant(variant: Variant): void {
  const names = ['VITRINE_KEYSTONE_URL', 'CLOUD_DIR', 'VITRINE_CLOUD_ABILITIES']
  const before = new Map(names.map((name) => [name, process.env[name]]))
  let end: () => Promise<void> = async () => {}

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    const dir = mkdtempSync(path.join(tmpdir(), 'vitrine-variant-'))
    const stop =
      target.name === 'real'
        ? await startReal(dir, variant.real)
        : await startLocal(dir, variant.local, variant.abilities ?? {})
    end = async () => {
      await stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  test.afterAll(async () => {
    test.setTimeout(60_000)
    await end()
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
}

async function startReal(dir: string, options: string[]): Promise<() => Promise<void>> {
  const script = (name: string, ...more: string[]) =>
    run('bash', [`e2e/real-cloud/${name}`, dir, ...more], { cwd: root })
  const { stdout } = await script('up.sh', ...options)
  process.env.VITRINE_KEYSTONE_URL = stdout.trim()
  process.env.CLOUD_DIR = dir
  return async () => void (await script('down.sh'))
}

async function startLocal(
  dir: string,
  options: string[],
  abilities: object,
): Promise<() => Promise<void>> {
  const port = await freePort()
  const args = ['--import', 'tsx', 'lib/localcloud/main.ts', '--dir', dir, '--port', String(port)]
  const child = spawn(process.execPath, [...args, ...options], { cwd: root, stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = `http://127.0.0.1:${port}/identity/v3`
  for (const until = Date.now() + 60_000; ; ) {
    const answer = await call('GET', url).catch(() => undefined)
    if (answer?.status === 200) break
    if (child.exitCode !== null || Date.now() > until) throw new Error(`no cloud by ${options}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  process.env.VITRINE_KEYSTONE_URL = url
  delete process.env.CLOUD_DIR
  process.env.VITRINE_CLOUD_ABILITIES = JSON.stringify(abilities)
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}
