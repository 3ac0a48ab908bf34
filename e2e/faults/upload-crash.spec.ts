import { expect, test } from '@playwright/test'
import { wait } from '@/e2e/bench/processes'
import { onRealCloudOnly, openRig, type Rig, sendPersistently } from './upload-rig'

onRealCloudOnly()

const MiB = 1024 * 1024
let rig: Rig & { close: () => Promise<void> }

test.beforeAll(async () => {
  rig = await openRig({})
})
test.afterAll(() => rig?.close())

test('the dashboard is killed at five random moments', async () => {
  const file = rig.file(128)
  const id = await rig.client.create(await rig.record('killed dashboard'), file.size)
  let isDone = false
  // A rest after each chunk, so that all five moments lie before the end.
  const onChunk = () => wait(250)
  const sending = sendPersistently(rig, id, file, { onChunk }).finally(() => {
    isDone = true
  })
  let kills = 0
  for (; kills < 5 && !isDone; kills++) {
    await wait(50 + Math.random() * 400)
    await rig.dashboard.kill('SIGKILL')
    await rig.dashboard.start()
  }
  // What was acknowledged is never asked for again.
  expect(await sending).toBe(0)
  await rig.expectArrived(id, file)
  expect(kills).toBe(5)
})

test('it is killed after the last byte came, and nobody comes back to it', async () => {
  const file = rig.file(128)
  const id = await rig.client.create(await rig.record('closed browser'), file.size)
  // Glance rests, so that the last bytes are surely still here when the dashboard dies.
  rig.cloud.glance('kill')
  await rig.client.send(id, file.path, { chunkBytes: 16 * MiB })
  await rig.dashboard.kill('SIGKILL')
  rig.cloud.glance('start')
  await rig.dashboard.start()
  await rig.expectArrived(id, file)
})
