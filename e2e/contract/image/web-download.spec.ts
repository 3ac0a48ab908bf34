import { createServer, type Server } from 'node:http'
import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { show, test } from '@/e2e/contract/images'
import { importImage, settled, tasksOf } from '@/e2e/contract/imports'
import { as } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

const host = target.abilities.webDownload[0] ?? ''
let server: Server | undefined
let origin = ''

test.beforeAll(async () => {
  if (!host) return
  const files = createServer((request, response) => {
    if (request.url === '/image') response.end('hello world')
    else if (request.url === '/moved') response.writeHead(302, { location: '/image' }).end()
    else if (request.url === '/short') {
      response.writeHead(200, { 'content-length': '50' }).write('abc')
      setTimeout(() => response.destroy(), 50)
    } else response.writeHead(404).end('no such file')
  })
  server = files
  await new Promise<void>((resolve) => files.listen(0, host, resolve))
  const address = files.address()
  if (address && typeof address === 'object') origin = `http://${host}:${address.port}`
})

test.afterAll(() => {
  server?.closeAllConnections()
  server?.close()
})

const download = (uri: string) => ({ name: 'web-download', uri })

test.describe('from an address that is allowed', () => {
  test.skip(!host, 'this cloud was started without an address for web-download')

  for (const path of ['/image', '/moved']) {
    test(`${path} ends active`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      const answer = await importImage(alice, id, download(`${origin}${path}`))
      expect([answer.status, answer.text]).toEqual([202, ''])
      expect(await settled(alice, id)).toMatchObject({
        status: 'active',
        size: 11,
        checksum: '5eb63bbbe01eeed093cb22bb8f5acdc3',
        stores: 'fast',
      })
      const [task] = await tasksOf(alice, id)
      expect(task).toMatchObject({ status: 'success', result: { image_id: id } })
    })
  }

  for (const path of ['/none', '/short']) {
    test(`${path} ends queued, and the task says why`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      expect((await importImage(alice, id, download(`${origin}${path}`))).status).toBe(202)
      expect(await settled(alice, id)).toMatchObject({
        status: 'queued',
        size: null,
        os_glance_failed_import: 'fast',
      })
      const [task] = await tasksOf(alice, id)
      expect(task?.status).toBe('failure')
      expect(task?.message).toMatch(/^Task failed due to/)
      expect(task?.result).toBeNull()
    })
  }

  test('into a chosen store', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await importImage(alice, id, download(`${origin}/image`), { stores: ['cold'] })
    expect((await settled(alice, id)).stores).toBe('cold')
  })
})

for (const uri of [
  'http://127.0.0.1/x',
  'http://127.0.0.81/x',
  'http://localhost/x',
  'http://[::1]/x',
  'http://169.254.169.254/',
  'ftp://127.0.0.80/x',
  'file:///etc/passwd',
  'nonsense',
  'http://',
]) {
  test(`${uri} is refused at once`, async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expectGlanceError(
      await importImage(alice, id, download(uri)),
      400,
      `URI for web-download does not pass filtering: ${uri}`,
    )
    expect((await show(alice, id)).status).toBe('queued')
  })
}
