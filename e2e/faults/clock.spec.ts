import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Dashboard, ownFolder, startDashboard, until } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'

// The dashboard's machine believes that it is another hour than the cloud does. Tokens live for an
// hour or so: taken at their word, they would be over when they come, or never.

const hour = 3_600_000
const folder = ownFolder('clock')
let dashboard: Dashboard | undefined

test.afterEach(async () => {
  await dashboard?.kill('SIGKILL')
})
test.afterAll(() => folder.remove())

for (const [what, shift] of [
  ['ahead', hour],
  ['behind', -hour],
] as const)
  test(`with a clock an hour ${what}, people stay signed in and uploads arrive`, async ({
    cloudOf,
  }) => {
    dashboard = await startDashboard(target.keystoneUrl, {
      NODE_OPTIONS: `--require ${path.resolve('e2e/faults/shifted-clock.cjs')}`,
      CLOCK_SHIFT_MS: String(shift),
      UPLOAD_SPOOL_DIR: path.join(folder.path, what),
    })
    const health = await fetch(`${dashboard.url}/api/health`)
    expect(health.status).toBe(200)
    const session = await HttpSession.open(dashboard.url, people.alice)
    const project = await session.projectId('demo')
    for (let look = 0; look < 2; look++)
      expect((await session.call('GET', `/api/p/${project}/images?limit=1`)).status).toBe(200)
    // What the browser is told of the session is a length of time; nobody is asked to sign in again.
    const page = await session.call('GET', `/p/${project}/images`)
    const left = Number(/secondsLeft\\?":(-?\d+)/.exec(page.text)?.[1])
    expect(left).toBeGreaterThan(600)
    expect(left).toBeLessThan(24 * 3600)

    const cloud = await cloudOf(people.alice)
    const imageId = await cloud.createImage({ name: `clock ${what}` })
    const file = path.join(folder.path, 'bytes')
    writeFileSync(file, randomBytes(300_000))
    const client = leanClient(dashboard.url, cloud)
    const id = await client.create(imageId, 300_000)
    await client.send(id, file)
    await until('it arrived', 20, async () => (await client.status(id)).state === 'active')
    client.close()
    expect(await cloud.getImage(imageId)).toMatchObject({ status: 'active', size: 300_000 })
  })
