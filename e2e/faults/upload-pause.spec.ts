import { expect, test } from '@playwright/test'
import { wait } from '@/e2e/bench/processes'
import { onRealCloudOnly, openRig, type Rig } from './upload-rig'

onRealCloudOnly()

const MiB = 1024 * 1024
let rig: Rig & { close: () => Promise<void> }

test.beforeAll(async () => {
  rig = await openRig({ cloud: ['--uwsgi'] })
})
test.afterAll(() => rig?.close())

test('a person pauses for a minute before a Glance that gives up after ten seconds', async () => {
  const file = rig.file(64)
  const id = await rig.client.create(await rig.record('paused'), file.size)
  await rig.client.send(id, file.path, { chunkBytes: 8 * MiB, until: file.size / 2 })
  await wait(60_000)
  const offset = await rig.client.offset(id)
  expect(offset).toBe(file.size / 2)
  await rig.client.send(id, file.path, { chunkBytes: 8 * MiB })
  const status = await rig.expectArrived(id, file)
  // One connection from the first byte to the last: single bytes kept it open.
  expect(status.sends).toBe(1)
})
