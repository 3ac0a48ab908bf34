import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopHashThreads } from '@/lib/localcloud/blob-hash'
import { admin, bob, carol, startTestServer, type TestServer } from './test-server'

let server: TestServer
type View = {
  id: string
  status: string
  size: number | null
  stores?: string
  [key: string]: unknown
}

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  await server.close()
  await stopHashThreads()
})

const octets = { 'content-type': 'application/octet-stream' }

async function create(fields: object = {}): Promise<string> {
  const body = { disk_format: 'raw', container_format: 'bare', ...fields }
  const answer = await server.call('POST', '/v2/images', body)
  expect(answer.status).toBe(201)
  return (answer.json() as View).id
}
const show = async (id: string) => (await server.call('GET', `/v2/images/${id}`)).json() as View
const upload = (id: string, bytes: string | Uint8Array, headers = {}) =>
  server.call('PUT', `/v2/images/${id}/file`, bytes, { headers: { ...octets, ...headers } })

/** Opens an upload by hand and leaves it open after the first bytes. */
async function halfUpload(id: string, announced: number): Promise<() => void> {
  const { port } = new URL(server.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(
    `PUT /v2/images/${id}/file HTTP/1.1\r\nHost: x\r\nX-Auth-Token: alice:demo:member,reader\r\nContent-Type: application/octet-stream\r\nContent-Length: ${announced}\r\n\r\nhalf`,
  )
  await expect.poll(async () => (await show(id)).status).toBe('saving')
  return () => socket.destroy()
}

describe('data', () => {
  test('what is uploaded comes back, with its hashes', async () => {
    const id = await create({ name: 'life' })
    expect((await upload(id, 'hello world')).status).toBe(204)
    expect(await show(id)).toMatchObject({
      status: 'active',
      size: 11,
      virtual_size: 11,
      checksum: '5eb63bbbe01eeed093cb22bb8f5acdc3',
      os_hash_algo: 'sha512',
      stores: 'fast',
    })
    const whole = await server.call('GET', `/v2/images/${id}/file`)
    expect([whole.status, whole.text, whole.headers.get('content-md5')]).toEqual([
      200,
      'hello world',
      '5eb63bbbe01eeed093cb22bb8f5acdc3',
    ])
    expect((await upload(id, 'again')).status).toBe(409)
  })

  test('a dropped connection puts the image back to queued, and it can be tried again', async () => {
    const id = await create()
    const drop = await halfUpload(id, 1000)
    expect((await upload(id, 'other')).status).toBe(409)
    drop()
    await expect.poll(async () => (await show(id)).status).toBe('queued')
    expect((await show(id)).size).toBeNull()
    expect((await upload(id, 'whole')).status).toBe(204)
  })

  test('an image deleted during its upload leaves no file', async () => {
    const id = await create()
    const drop = await halfUpload(id, 1000)
    expect((await server.call('DELETE', `/v2/images/${id}`)).status).toBe(204)
    drop()
    await expect.poll(() => server.service.blobs.size('fast', id)).toBeUndefined()
    expect((await server.call('GET', `/v2/images/${id}`)).status).toBe(404)
  })

  test('more than the size cap is 413 and leaves the image queued', async () => {
    const { limits } = server.service.options
    const cap = limits.imageSizeCap
    limits.imageSizeCap = 100
    const id = await create()
    const answer = await upload(id, 'x'.repeat(101))
    limits.imageSizeCap = cap
    expect(answer.status).toBe(413)
    expect(answer.text).toContain(
      'The incoming image is too large: The provided image is too large.',
    )
    expect(await show(id)).toMatchObject({ status: 'queued', size: null })
  })

  test('deactivated: members of the project lose the data, the administrator does not', async () => {
    const id = await create()
    await upload(id, 'secret')
    expect((await server.call('POST', `/v2/images/${id}/actions/deactivate`)).status).toBe(204)
    expect((await server.call('GET', `/v2/images/${id}/file`)).status).toBe(403)
    const asAdmin = await server.call('GET', `/v2/images/${id}/file`, undefined, { as: admin })
    expect(asAdmin.text).toBe('secret')
    expect((await show(id)).stores).toBeUndefined()
  })
})

describe('cache', () => {
  test('an image waits in the queue, comes in, counts its readers and goes', async () => {
    const id = await create()
    await upload(id, 'abc')
    const as = { as: admin }
    type Cache = { cached_images: { image_id: string; hits: number }[]; queued_images: string[] }
    const cache = async () => (await server.call('GET', '/v2/cache', undefined, as)).json() as Cache
    const found = async () =>
      (await cache()).cached_images.find(({ image_id }) => image_id === id)?.hits
    expect((await server.call('PUT', `/v2/cache/${id}`, undefined, as)).status).toBe(202)
    expect((await cache()).queued_images).toContain(id)
    await server.idle()
    expect(await found()).toBe(0)
    expect((await cache()).queued_images).not.toContain(id)
    await server.call('GET', `/v2/images/${id}/file`)
    expect(await found()).toBe(1)
    expect((await server.call('DELETE', `/v2/cache/${id}`, undefined, as)).status).toBe(204)
    expect(await found()).toBeUndefined()
  })
})

describe('import', () => {
  test('staged data goes to all stores', async () => {
    const id = await create()
    const staged = await server.call('PUT', `/v2/images/${id}/stage`, 'staged', { headers: octets })
    expect(staged.status).toBe(204)
    expect(await show(id)).toMatchObject({ status: 'uploading', size: 6 })
    const body = { method: { name: 'glance-direct' }, all_stores: true }
    expect((await server.call('POST', `/v2/images/${id}/import`, body)).status).toBe(202)
    await server.idle()
    expect(await show(id)).toMatchObject({ status: 'active', stores: 'cold,fast' })
    expect(server.service.blobs.list('staging')).not.toContain(id)
    const { tasks } = (await server.call('GET', `/v2/images/${id}/tasks`)).json() as {
      tasks: { status: string }[]
    }
    expect(tasks.map(({ status }) => status)).toEqual(['success'])
    const path = `/v2/stores/fast/${id}`
    expect((await server.call('DELETE', path)).status).toBe(403)
    expect((await server.call('DELETE', path, undefined, { as: admin })).status).toBe(204)
    expect((await server.call('GET', `/v2/images/${id}/file`)).text).toBe('staged')
  })

  test('an address nobody may fetch is refused, a failing one ends in the task', async () => {
    const id = await create()
    const ask = (uri: string) =>
      server.call('POST', `/v2/images/${id}/import`, { method: { name: 'web-download', uri } })
    expect((await ask('http://169.254.169.254/x')).status).toBe(400)
    expect((await ask(`${server.url}/v2/nothing`)).status).toBe(202)
    await server.idle()
    expect(await show(id)).toMatchObject({ status: 'queued', os_glance_failed_import: 'fast' })
    expect((await ask(`${server.url}/healthcheck`)).status).toBe(202)
    await server.idle()
    expect(await show(id)).toMatchObject({ status: 'active', size: 2 })
  })
})

describe('members', () => {
  test('the offer is answered by the member only and shows in its list when accepted', async () => {
    const id = await create({ name: 'offer' })
    const path = `/v2/images/${id}/members`
    expect((await server.call('POST', path, { member: 'partner' })).status).toBe(200)
    expect((await server.call('POST', path, { member: 'partner' })).status).toBe(409)
    const names = async (query: string) => {
      const answer = await server.call('GET', `/v2/images?${query}`, undefined, { as: bob })
      return (answer.json() as { images: View[] }).images.map((image) => image.name)
    }
    expect(await names('name=offer')).toEqual([])
    expect(await names('name=offer&member_status=pending')).toEqual(['offer'])
    const status = { status: 'accepted' }
    expect((await server.call('PUT', `${path}/partner`, status)).status).toBe(403)
    expect((await server.call('PUT', `${path}/partner`, status, { as: bob })).status).toBe(200)
    expect(await names('name=offer')).toEqual(['offer'])
    const asCarol = await server.call('POST', path, { member: 'x' }, { as: carol })
    expect(asCarol.status).toBe(403)
  })
})

describe('a start after kill -9', () => {
  test('half uploads are queued again, files without a row go, whole images stay', async () => {
    const { service } = server
    const whole = await create()
    await upload(whole, 'whole')
    const half = await create()
    service.db.run("update images set status = 'saving' where id = ?", half)
    const locked = await create()
    service.db.run("update images set status = 'importing' where id = ?", locked)
    service.db.run(
      "insert into image_properties (image_id, name, value) values (?, 'os_glance_import_task', 't')",
      locked,
    )
    writeFileSync(join(service.blobs.folder('fast'), half), 'orphan')
    server.restart()
    expect(await show(half)).toMatchObject({ status: 'queued', size: null })
    expect(await show(locked)).toMatchObject({ status: 'queued' })
    expect((await show(locked)).os_glance_import_task).toBeUndefined()
    expect(await show(whole)).toMatchObject({ status: 'active', size: 5 })
    expect(service.blobs.list('fast')).not.toContain(half)
    expect(service.blobs.list('fast')).toContain(whole)
  })

  test('an image whose file is lost does not say active', async () => {
    const id = await create()
    await upload(id, 'soon gone')
    server.service.blobs.remove('fast', id)
    server.restart()
    expect(await show(id)).toMatchObject({ status: 'queued', checksum: null, size: null })
  })
})
