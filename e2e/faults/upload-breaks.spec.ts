import { expect, test } from '@playwright/test'
import { revoke } from '@/e2e/bench/cloud'
import { wait } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { openSlowLink } from '@/e2e/slow-link'
import { onRealCloudOnly, openRig, type Rig, sendPersistently, spooledRecord } from './upload-rig'

onRealCloudOnly()

const MiB = 1024 * 1024
let rig: Rig & { close: () => Promise<void> }

test.beforeAll(async () => {
  rig = await openRig({})
})
test.afterAll(() => rig?.close())

test('the link is cut at ten random moments', async () => {
  const file = rig.file(48)
  const id = await rig.client.create(await rig.record('cut link'), file.size)
  // Slow enough that all ten moments lie within the file.
  const link = await openSlowLink(rig.dashboard.url)
  link.become({ bytesPerSecond: 12 * MiB, latencyMs: 0 })
  const client = leanClient(link.url, rig.me)
  try {
    for (let cut = 0; cut < 10; cut++) {
      const before = await rig.client.offset(id)
      const timer = setTimeout(link.cut, 20 + Math.random() * 200)
      await expect(client.send(id, file.path, { chunkBytes: 8 * MiB })).rejects.toThrow()
      clearTimeout(timer)
      // What came before the cut counts.
      expect(await rig.client.offset(id)).toBeGreaterThanOrEqual(before)
    }
    const reached = await rig.client.offset(id)
    expect(reached).toBeGreaterThan(0)
    expect(reached).toBeLessThan(file.size)
    expect(await sendPersistently({ ...rig, client }, id, file)).toBe(0)
    await rig.expectArrived(id, file)
  } finally {
    client.close()
    await link.close()
  }
})

for (const part of [0.3, 0.99]) {
  test(`Glance is killed and started again at ${part * 100} %`, async () => {
    const file = rig.file(96)
    const id = await rig.client.create(await rig.record('killed Glance'), file.size)
    await rig.client.send(id, file.path, {
      chunkBytes: MiB / 4,
      until: Math.floor(file.size * part),
    })
    expect(await rig.client.offset(id)).toBeLessThan(file.size)
    rig.cloud.glance('kill')
    const sending = sendPersistently(rig, id, file)
    await wait(2000)
    rig.cloud.glance('start')
    expect(await sending).toBe(0)
    const status = await rig.expectArrived(id, file)
    expect(status.sends).toBeGreaterThan(1)
  })
}

test('the token is revoked at 50 %', async () => {
  const file = rig.file(64)
  const id = await rig.client.create(await rig.record('revoked token'), file.size)
  await rig.client.send(id, file.path, { chunkBytes: 8 * MiB, until: file.size / 2 })
  expect(spooledRecord(rig, id)).not.toContain(rig.me.token)
  await revoke(rig.cloud, rig.me.token)
  // The running PUT outlives its token; a new one has to be made with another.
  rig.cloud.glance('restart')
  await rig.signIn()
  expect(await sendPersistently(rig, id, file)).toBe(0)
  await rig.expectArrived(id, file)
  // The state is told first, the record is saved right after it.
  await expect.poll(() => JSON.parse(spooledRecord(rig, id)).sealedToken).toBeNull()
})

test('two uploads of the same file do not disturb each other', async () => {
  const file = rig.file(64)
  const ids = [
    await rig.client.create(await rig.record('twin 1'), file.size),
    await rig.client.create(await rig.record('twin 2'), file.size),
  ]
  await Promise.all(ids.map((id) => sendPersistently(rig, id, file)))
  for (const id of ids) await rig.expectArrived(id, file)
})

test('a second upload into the same image is refused while the first is under way', async () => {
  const imageId = await rig.record('one at a time')
  const id = await rig.client.create(imageId, MiB)
  await expect(rig.client.create(imageId, MiB)).rejects.toThrow('409')
  expect(await rig.client.end(id, 'delete')).toBe(204)
})
