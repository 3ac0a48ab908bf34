import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { call } from '@/e2e/contract/http'
import { passwordAuth, projectScope, type Session, sessionOf } from '@/e2e/contract/session'
import { freePort } from '@/e2e/free-port'
import { target } from '@/e2e/target'

test.skip(target.name !== 'local', 'starts an embedded cloud of its own')
test.skip(!process.env.NEXT_DIST_DIR, 'needs a build')

const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-demo-'))
let demo: ChildProcess | undefined

test.afterAll(async () => {
  await end()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Starts the demo and waits for its `ready`; answers what a person then sees, and the seconds. */
async function start(...args: string[]): Promise<{ text: string; seconds: number }> {
  const began = performance.now()
  const env = { ...process.env, PORT: String(await freePort()), DEMO_DIR: folder }
  const child = spawn(process.execPath, ['scripts/demo.mjs', ...args], {
    cwd: path.resolve(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  demo = child
  let text = ''
  for await (const part of child.stdout.setEncoding('utf8')) {
    text += part
    if (text.includes('Ctrl-C')) break
  }
  return { text, seconds: (performance.now() - began) / 1000 }
}

async function end(): Promise<void> {
  const child = demo
  demo = undefined
  if (!child || child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  await ended
}

/** Alice's session on the cloud that the demo names for other clients. */
async function alice(text: string): Promise<Session> {
  const url = /same cloud at (\S+)/.exec(text)?.[1] ?? ''
  const json = passwordAuth(target.accounts.alice, projectScope('demo'))
  return sessionOf(await call('POST', `${url}/auth/tokens`, { json }))
}

test('ready within seconds; Ctrl-C keeps the data, --reset forgets them', async () => {
  const first = await start()
  expect(first.text).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/m)
  expect(first.text).toContain('alice / alice')
  // 15 s is the aim; a machine that runs all tests at once is given more.
  expect(first.seconds).toBeLessThan(40)
  const dashboard = /^ready (\S+)$/m.exec(first.text)?.[1] ?? ''
  expect((await fetch(`${dashboard}/login`)).status).toBe(200)
  const before = await alice(first.text)
  const made = await before.image('POST', '/images', { json: { name: 'kept over Ctrl-C' } })
  const { id } = made.json<{ id: string }>()
  await end()

  const second = await start()
  expect((await (await alice(second.text)).image('GET', `/images/${id}`)).status).toBe(200)
  await end()

  const third = await start('--reset')
  const after = await alice(third.text)
  expect((await after.image('GET', `/images/${id}`)).status).toBe(404)
  const { images } = (await after.image('GET', '/images?limit=100')).json<{ images: unknown[] }>()
  expect(images.length, 'the demo images are there again').toBeGreaterThan(10)
})
