import { createServer } from 'node:http'
import { expect, people, test } from '@/e2e/fixtures'
import { HttpSession } from '@/e2e/http-session'
import { target } from '@/e2e/target'
import { clearFaults, setFaults } from './fault-board'

// Data as a weapon: what leaves as a file, what Glance says where to go on, and lengths that lie.

test.describe.configure({ mode: 'serial' })

let alice: HttpSession
let demo: string

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
test.beforeAll(async ({}, info) => {
  alice = await HttpSession.open(
    process.env.VITRINE_URL ?? info.project.use.baseURL ?? '',
    people.alice,
  )
  demo = await alice.projectId('demo')
})

const images = (project: string) => `/api/p/${project}/images`

/** The cells of a CSV, without their quotes. */
function cellsOf(text: string): string[] {
  const cells = text.replace(/^\uFEFF/, '').match(/"(?:[^"]|"")*"|[^,\r\n"]+/g) ?? []
  return cells.map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'))
}

test('a list as CSV holds no formula, in no column', async ({ cloudOf }) => {
  const cloud = await cloudOf(people.alice)
  const mark = `csv-${Date.now()}`
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("//evil")', ';=1']
  for (const formula of formulas)
    await cloud.createImage({ name: `${formula} ${mark}`, tags: [`${formula} t`] })
  for (const bom of ['', '&bom=1']) {
    const answer = await alice.call('GET', `${images(demo)}/export?format=csv&q=${mark}${bom}`)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/)
    expect(answer.headers['content-type']).toMatch(/^text\/csv/)
    expect(answer.text.split(mark).length - 1).toBe(formulas.length)
    // Whatever the reader takes for the end of a cell.
    for (const cell of cellsOf(answer.text))
      for (const part of cell.split(/[;\t\r\n]/)) expect.soft(part).not.toMatch(/^\s*[=+\-@]/)
  }
  const refused = await alice.call('GET', `${images(demo)}/export?format=exe`)
  expect(refused.json()).toMatchObject({ code: 'invalid' })
})

test('links and markers that Glance answers lead nowhere else', async ({ cloudOf }) => {
  test.skip(target.name !== 'local', 'only the embedded cloud answers what a test says')
  const cloud = await cloudOf(people.alice)
  const id = await cloud.createImage({ name: 'linked' })
  const image = await cloud.getImage(id)
  const heard: string[] = []
  const trap = createServer((request, response) => {
    heard.push(String(request.url))
    response.end('{}')
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  const { port } = trap.address() as { port: number }
  const evil = `http://127.0.0.1:${port}/v2/images?marker=x`
  const links = { next: evil, first: evil, schema: evil }
  const row = { ...image, id, self: evil, file: evil, schema: evil, direct_url: evil }
  await setFaults({
    rules: [
      {
        service: 'image',
        path: '/v2/images\\?',
        text: JSON.stringify({ images: [row], ...links }),
      },
      { service: 'image', path: `/v2/images/${id}$`, text: JSON.stringify(row) },
    ],
  })
  for (const path of [images(demo), `${images(demo)}?limit=1`, `${images(demo)}/${id}`]) {
    const answer = await alice.call('GET', path)
    expect(answer.status).toBe(200)
    // A row of a list holds none of them; the record itself is handed on as Glance keeps it.
    if (!path.endsWith(id)) expect(answer.text).not.toContain(`:${port}/`)
  }
  await clearFaults()
  await alice.call('GET', `${images(demo)}/${id}/file`)
  trap.close()
  expect(heard).toEqual([])
})

test('more bytes than an upload was begun with, or none at all, change nothing', async ({
  cloudOf,
}) => {
  const cloud = await cloudOf(people.alice)
  const imageId = await cloud.createImage({ name: 'exact' })
  const tus = { 'tus-resumable': '1.0.0' }
  const begin = (length: number | string) =>
    alice.call('POST', `/api/p/${demo}/uploads`, {
      headers: {
        ...tus,
        'upload-length': length,
        'upload-metadata': `imageId ${Buffer.from(imageId).toString('base64')},filename eA==`,
      },
    })
  for (const length of [0, -1, 'NaN', '1e3', '9'.repeat(40), ''])
    expect.soft((await begin(length)).status, String(length)).toBe(400)
  const made = await begin(10)
  const url = String(made.headers.location)
  const type = { ...tus, 'content-type': 'application/offset+octet-stream' }
  const tooMuch = await alice.call('PATCH', url, {
    headers: { ...type, 'upload-offset': 0 },
    body: 'x'.repeat(5_000),
  })
  expect(tooMuch.status).toBe(413)
  for (const offset of [5, -1, '0x0', '9'.repeat(30)]) {
    const answer = await alice.call('PATCH', url, {
      headers: { ...type, 'upload-offset': offset },
      body: 'x',
    })
    expect.soft([400, 409], String(offset)).toContain(answer.status)
  }
  expect((await cloud.getImage(imageId)).status).not.toBe('active')
  expect((await alice.call('DELETE', url, { headers: tus })).status).toBe(204)
})
