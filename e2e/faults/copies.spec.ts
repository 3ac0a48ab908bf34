import { until, wait } from '@/e2e/bench/processes'
import { leanClient } from '@/e2e/bench/tus-client'
import { expect, fillSignIn, people, words } from '@/e2e/fixtures'
import { HttpSession, send } from '@/e2e/http-session'
import { sha512Of } from '@/e2e/upload-files'
import {
  chooseFiles,
  expectArrived,
  openDock,
  send as sendFiles,
  slowDown,
  speedUp,
  test,
  unique,
  waitForPercent,
  waitForProof,
} from '@/e2e/upload-page'
import { isSettled } from '@/lib/upload/protocol'
import { type CopiesRig, openCopies, steadily } from './copies-rig'

const MiB = 1024 * 1024
// 512 shows what an operator would see; less is enough to notice a fault.
const fileMiB = Number(process.env.COPIES_MIB ?? 64)

let rig: CopiesRig
test.beforeAll(async () => {
  rig = await openCopies()
})
test.afterAll(() => rig?.close())

/** The same browser at one copy, past the proxy. */
function at(copy: number, session: HttpSession): HttpSession {
  const same = HttpSession.fresh(rig.copies[copy]?.url ?? '')
  for (const [name, value] of session.cookies) same.cookies.set(name, value)
  return same
}
const everywhere = async (session: HttpSession) =>
  Promise.all(
    rig.copies.map(
      async (_, copy) => (await at(copy, session).call('GET', '/api/projects')).status,
    ),
  )

test('people move between copies unnoticed', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const session = await HttpSession.open(rig.url, people.alice)
  const project = await session.projectId('demo')
  const images = `/api/p/${project}/images`
  const made = await session.call('POST', images, {
    json: { name: 'moved', disk_format: 'raw', container_format: 'bare', visibility: 'shared' },
  })
  const { id } = made.json<{ id: string }>()
  cloud.adopt(id)
  const served = new Set<unknown>()
  for (let turn = 0; turn < 9; turn++) {
    const changes = [
      { key: 'name', value: `moved ${turn + 1}`, base: turn ? `moved ${turn}` : 'moved' },
    ]
    const edited = await session.call('PATCH', `${images}/${id}`, { json: { changes } })
    expect(edited.status).toBe(200)
    const seen = await session.call('GET', `${images}/${id}`)
    expect(seen.json()).toMatchObject({ name: `moved ${turn + 1}` })
    const list = await session.call('GET', `/p/${project}/images`)
    expect(list.status).toBe(200)
    for (const { headers } of [edited, seen, list]) served.add(headers['x-copy'])
  }
  expect(served.size).toBe(3)
  // Who signs out at one copy is out at every other, with the very next request.
  expect(await everywhere(session)).toEqual([200, 200, 200])
  await at(0, session).signOut()
  expect(await everywhere(session)).toEqual([401, 401, 401])
})

test('signing out everywhere ends the sessions of all copies', async () => {
  const first = await HttpSession.open(rig.copies[0]?.url ?? '', people.carol)
  const second = await HttpSession.open(rig.copies[1]?.url ?? '', people.carol)
  const other = await HttpSession.open(rig.copies[2]?.url ?? '', people.alice)
  expect(await everywhere(second)).toEqual([200, 200, 200])
  expect((await at(2, first).call('DELETE', '/api/sessions')).status).toBe(204)
  expect(await everywhere(first)).toEqual([401, 401, 401])
  expect(await everywhere(second)).toEqual([401, 401, 401])
  expect(await everywhere(other)).toEqual([200, 200, 200])
})

test('failed sign-ins count together', async () => {
  const nobody = { domain: 'Default', name: unique(), password: 'wrong', project: '' }
  for (let tries = 0; tries < 8; tries++) {
    const copy = rig.copies[tries % 3]
    expect(await HttpSession.fresh(copy?.url ?? '').signIn(nobody)).toContain('invalid_credentials')
  }
  for (const { url } of rig.copies)
    expect(await HttpSession.fresh(url).signIn(nobody)).toContain('throttled')
})

test('each chunk may go to another copy, and any copy tells and ends', async ({
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  const file = files.raw(`${unique()}.img`, 24 * MiB)
  const clients = rig.copies.map(({ url }) => leanClient(url, cloud))
  const [one, two, three] = clients
  if (!one || !two || !three) throw new Error('three copies')
  const [kept, ended] = [await cloud.createImage({ name: 'chunks' }), await cloud.createImage({})]
  const id = await one.create(kept, 24 * MiB)
  for (let chunk = 0; chunk < 6; chunk++) {
    const options = { chunkBytes: 4 * MiB, until: (chunk + 1) * 4 * MiB }
    expect(await clients[chunk % 3]?.send(id, file, options)).toBe(options.until)
    for (const client of clients) expect(await client.offset(id)).toBe(options.until)
    // A copy looks at most once a second for what the others have.
    for (const client of clients) {
      const received = async () =>
        (await client.list()).uploads.find((upload) => upload.id === id)?.received
      await expect.poll(received, { timeout: 5_000 }).toBe(options.until)
    }
  }
  const status = await until('the upload ended', 60, async () => {
    const now = await three.status(id)
    return isSettled(now.state) && now
  })
  // One PUT from beginning to end: nothing was sent twice.
  expect(status).toMatchObject({ state: 'active', sha512: sha512Of(file), sends: 1 })
  const second = await two.create(ended, 24 * MiB)
  await one.send(second, file, { chunkBytes: 4 * MiB, until: 4 * MiB })
  expect(await three.end(second, 'delete')).toBe(204)
  await expect(one.status(second)).rejects.toMatchObject({ answer: { status: 404 } })
  for (const client of clients) client.close()
})

test('while Redis is away people read on and uploads wait; then they go on', async ({
  cloudOf,
  files,
}) => {
  const cloud = await cloudOf(people.alice)
  const session = await HttpSession.open(rig.url, people.bob)
  const file = files.raw(`${unique()}.img`, 16 * MiB)
  const client = leanClient(rig.url, cloud)
  const id = await client.create(await cloud.createImage({ name: 'waits' }), 16 * MiB)
  await client.send(id, file, { chunkBytes: 4 * MiB, until: 4 * MiB })
  await rig.redis.stop()
  expect(await everywhere(session)).toEqual([200, 200, 200])
  await until('readiness tells of Redis', 10, async () => {
    const ready = await send('GET', `${rig.copies[0]?.url}/api/ready`, {})
    expect(ready.status).toBe(200)
    return ready.json<{ checks: { redis: { state: string } } }>().checks.redis.state === 'failed'
  })
  await rig.redis.start()
  await until('every byte was sent', 60, async () =>
    client.send(id, file, { chunkBytes: 4 * MiB }).then(
      (offset) => offset === 16 * MiB,
      () => false,
    ),
  )
  const status = await until('the upload ended', 60, async () => {
    const now = await client.status(id)
    return isSettled(now.state) && now
  })
  expect(status).toMatchObject({ state: 'active', sha512: sha512Of(file) })
  client.close()
})

test('a rolling restart drops no request', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'steady' })
  const session = await HttpSession.open(rig.url, people.alice)
  const project = await session.projectId('demo')
  let turn = 0
  const stream = steadily(async () => {
    turn++
    const tag = `/api/p/${project}/images/${id}/tags/t${turn % 7}`
    const call = [
      ['GET', `/api/p/${project}/images?limit=5`],
      ['GET', `/p/${project}/images`],
      ['PUT', tag],
      ['GET', `/api/p/${project}/uploads`],
    ][turn % 4] ?? ['GET', '/']
    const [method = '', path = ''] = call
    const { status, text } = await session.call(method, path)
    return { status, what: `${method} ${path} ${text.slice(0, 200)}` }
  })
  await wait(500)
  for (const [index, copy] of rig.copies.entries()) {
    await copy.kill('SIGTERM')
    await copy.start()
    // As an operator would: the next one only when the proxy has this one back.
    await rig.isBack(index)
  }
  const seen = stream.done()
  expect(await stream.stop()).toEqual([])
  expect(seen).toBeGreaterThan(30)
})

test('a copy is killed in the middle of three uploads, and all three arrive', async ({
  browser,
  cloudOf,
  files,
}) => {
  test.setTimeout(600_000)
  const cloud = await cloudOf(people.alice)
  const names = [unique(), unique(), unique()]
  const chosen = names.map((name) => files.raw(`${name}.img`, fileMiB * MiB))
  const context = await browser.newContext({ baseURL: rig.url, locale: 'en-GB' })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('filechooser', () => refused.push('a file was asked for again'))
  await page.goto('/login')
  await fillSignIn(page, people.alice)
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
  await chooseFiles(page, chosen)
  const brake = await slowDown(page, (fileMiB / 4) * MiB)
  await sendFiles(page, 3)
  await openDock(page)
  for (const name of names) await waitForPercent(page, name, 25)
  const held = [...(await rig.holders()).values()]
  const victim = rig.copies.find(({ url }) => url === held.at(-1))
  expect(victim, 'a copy holds an upload').toBeDefined()
  await victim?.kill('SIGKILL')
  await speedUp(brake)
  const started = Date.now()
  for (const name of names) await waitForProof(page, name)
  const seconds = Math.round((Date.now() - started) / 1000)
  test.info().annotations.push({ type: 'after the kill', description: `${seconds} s` })
  for (const [index, name] of names.entries()) await expectArrived(cloud, name, chosen[index] ?? '')
  expect(refused).toEqual([])
  await context.close()
})
