import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { until } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people } from '@/e2e/fixtures'
import { freePort } from '@/e2e/free-port'
import { HttpSession, send } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { sha512Of } from '@/e2e/upload-files'
import { test, unique } from '@/e2e/upload-page'
import { isSettled } from '@/lib/upload/protocol'

// What the Dockerfile's second stage holds, run as a container engine would: as an ordinary user, the whole
// file system read-only but for the spool. No engine is needed, and none was tried.

const root = path.resolve(import.meta.dirname, '../..')
const MiB = 1024 * 1024
const nobody = 65_534

test.skip(target.name !== 'local', 'the bundle before either cloud is the same')

let folder: string
let url: string
let server: ChildProcess | undefined

test.beforeAll(async () => {
  test.setTimeout(900_000)
  folder = mkdtempSync(path.join(tmpdir(), 'vitrine-bundle-'))
  execFileSync('chmod', ['755', folder])
  const [bundle, spool] = [path.join(folder, 'app'), path.join(folder, 'spool')]
  // A build of its own: the one that the other tests run on must not change under them.
  execFileSync('node', ['scripts/bundle.mjs', bundle], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, NEXT_DIST_DIR: '.next-bundle' },
  })
  mkdirSync(spool)
  chownSync(spool, nobody, nobody)
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  // A mount namespace of its own, in which every file system turns read-only and the spool is bound back.
  const script = [
    'set -e',
    'mount --make-rprivate /',
    `mount --bind ${spool} ${spool}`,
    'while read -r _ at _; do',
    `  case "$at" in ${spool}|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$at" ;; esac`,
    'done </proc/self/mounts',
    // Not even root could write here now.
    `for at in / /tmp ${bundle}; do if touch "$at/probe" 2>/dev/null; then exit 1; fi; done`,
    `cd ${bundle}`,
    'exec setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --bounding-set=-all node server.js',
  ]
  server = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', 'bash', '-c', script.join('\n')],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        HOSTNAME: '127.0.0.1',
        PORT: String(port),
        KEYSTONE_URL: target.keystoneUrl,
        NEXTAUTH_URL: url,
        NEXTAUTH_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
        UPLOAD_SPOOL_DIR: spool,
        LOG_LEVEL: 'error',
      },
    },
  )
  await until('the bundle answers', 60, async () =>
    fetch(`${url}/api/health`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  )
})
test.afterAll(async () => {
  server?.kill('SIGKILL')
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test('the bundle runs as an unprivileged user on a read-only root, uploads included', async ({
  cloudOf,
  files,
}) => {
  const status = readFileSync(`/proc/${server?.pid}/status`, 'utf8')
  expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m)
  expect(status).toMatch(/^CapEff:\t0+$/m)
  expect(status).toMatch(/^NoNewPrivs:\t1$/m)
  // The embedded cloud and its native database stay at home.
  expect(readdirSync(path.join(folder, 'app/node_modules'))).not.toContain('libsql')

  const session = await HttpSession.open(url, people.alice)
  const project = await session.projectId('demo')
  const page = await session.call('GET', `/p/${project}/images`)
  expect(page.status).toBe(200)
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0]
  expect((await send('GET', `${url}${script}`, {})).status).toBe(200)
  expect((await send('GET', `${url}/gallery.json`, {})).status).toBe(200)

  const cloud = await cloudOf(people.alice)
  const file = files.raw(`${unique()}.img`, 12 * MiB)
  const client = leanClient(url, cloud)
  const id = await client.create(await cloud.createImage({ name: 'from the bundle' }), 12 * MiB)
  await client.send(id, file, { chunkBytes: 4 * MiB })
  const end = await until('the upload ended', 60, async () => {
    const now = await client.status(id)
    return isSettled(now.state) && now
  })
  expect(end).toMatchObject({ state: 'active', sha512: sha512Of(file), survivesBreak: true })
  client.close()
})
