import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { ownFolder, startDashboard } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expectArrived, onRealCloudOnly, openRig, type Rig, sendPersistently } from './upload-rig'

onRealCloudOnly()

const MiB = 1024 * 1024
const disk = ownFolder('small-disk')
let isMounted = false
let rig: Rig & { close: () => Promise<void> }

test.beforeAll(async () => {
  rig = await openRig({})
})
test.afterAll(async () => {
  await rig?.close()
  if (isMounted) execFileSync('umount', [disk.path])
  disk.remove()
})

test('a file that does not fit is relayed, and the client is told', async () => {
  const dashboard = await startDashboard(rig.cloud.keystoneUrl, {
    UPLOAD_SPOOL_DIR: `${rig.folder}/tiny`,
    UPLOAD_SPOOL_MAX_BYTES: String(16 * MiB),
  })
  const client = leanClient(dashboard.url, rig.me)
  try {
    const file = rig.file(64)
    const id = await client.create(await rig.record('relayed'), file.size)
    expect((await client.status(id)).survivesBreak).toBe(false)
    await client.send(id, file.path, { chunkBytes: 8 * MiB })
    const status = await client.status(id)
    expect(status).toMatchObject({ state: 'active', proof: 'server', sha512: file.sha512 })
  } finally {
    client.close()
    await dashboard.kill('SIGKILL')
  }
})

test('the disk of the spool is full at 50 %', async () => {
  mkdirSync(disk.path, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk.path])
    isMounted = true
  } catch {
    test.skip(true, 'mounting a small disk needs root')
  }
  const dashboard = await startDashboard(rig.cloud.keystoneUrl, { UPLOAD_SPOOL_DIR: disk.path })
  const client = leanClient(dashboard.url, rig.me)
  try {
    const file = rig.file(64)
    const id = await client.create(await rig.record('full disk'), file.size)
    expect((await client.status(id)).survivesBreak).toBe(true)
    await client.send(id, file.path, { chunkBytes: 8 * MiB, until: file.size / 2 })
    // Somebody else fills the disk now.
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${disk.path}/filler bs=1M 2>/dev/null || true`])
    const mine = { ...rig, client }
    expect(await sendPersistently(mine, id, file)).toBe(0)
    const status = await expectArrived(mine, id, file)
    expect(status.survivesBreak).toBe(false)
  } finally {
    client.close()
    await dashboard.kill('SIGKILL')
  }
})

test('a chunk with a wrong checksum is taken back', async () => {
  const file = rig.file(24)
  const id = await rig.client.create(await rig.record('checksum'), file.size)
  const wrong = createHash('sha1').update('other bytes').digest('base64')
  await expect(
    rig.client.send(id, file.path, {
      chunkBytes: 8 * MiB,
      headers: { 'upload-checksum': `sha1 ${wrong}` },
    }),
  ).rejects.toThrow('460')
  expect(await rig.client.offset(id)).toBe(0)
  await rig.client.send(id, file.path, { chunkBytes: 8 * MiB })
  await rig.expectArrived(id, file)
})

test('an empty file is refused: it would become an active image of no bytes', async () => {
  await expect(rig.client.create(await rig.record('empty'), 0)).rejects.toThrow('400')
})
