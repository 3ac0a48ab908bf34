import { createHash, randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { show, test, upload } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as } from '@/e2e/contract/session'

const file = (id: string) => `/images/${id}/file`
const hash = (name: string, data: string | Buffer) => createHash(name).update(data).digest('hex')

test.describe('upload', () => {
  test('is 204 without a body and makes the image active, with size and hashes', async ({
    queued,
  }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const data = randomBytes(300_000)
    const answer = await upload(alice, id, data)
    expect(answer.status).toBe(204)
    expect(answer.text).toBe('')
    expect(await show(alice, id)).toMatchObject({
      status: 'active',
      size: data.length,
      virtual_size: data.length,
      checksum: hash('md5', data),
      os_hash_algo: 'sha512',
      os_hash_value: hash('sha512', data),
    })
    expect((await alice.image('GET', file(id))).bytes.equals(data)).toBe(true)
  })

  test('an empty body makes an active image of no bytes', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expect((await upload(alice, id, '')).status).toBe(204)
    expect(await show(alice, id)).toMatchObject({
      status: 'active',
      size: 0,
      virtual_size: null,
      checksum: hash('md5', ''),
    })
    const read = await alice.image('GET', file(id))
    expect([read.status, read.text]).toEqual([200, ''])
  })

  test('a second time is 409 and changes nothing', async ({ active }) => {
    const alice = await as('alice')
    const { id, checksum } = await active(alice)
    expectGlanceError(
      await upload(alice, id, 'other'),
      409,
      'Image status transition from active to saving is not allowed',
    )
    expect((await show(alice, id)).checksum).toBe(checksum)
  })

  for (const type of ['text/plain', 'application/json', 'image/qcow2']) {
    test(`the content type ${type} is 415`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      const answer = await upload(alice, id, 'x', { 'content-type': type })
      expectGlanceError(
        answer,
        415,
        `The request media type ${type} is not supported by this server.`,
      )
      expect((await show(alice, id)).status).toBe('queued')
    })
  }

  for (const [what, image, names] of [
    [
      'both formats',
      { disk_format: null, container_format: null },
      'Properties disk_format, container_format',
    ],
    ['the disk format', { disk_format: null }, 'Property disk_format'],
    ['the container format', { container_format: null }, 'Property container_format'],
  ] as const) {
    test(`without ${what} is 400`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice, image)
      expectGlanceError(
        await upload(alice, id, 'x'),
        400,
        `${names} must be set prior to saving data.`,
      )
      expect((await show(alice, id)).status).toBe('queued')
    })
  }

  test('into a chosen store', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expect((await upload(alice, id, 'x', { 'x-image-meta-store': 'cold' })).status).toBe(204)
    expect((await show(alice, id)).stores).toBe('cold')
  })

  test('into the default store', async ({ active }) => {
    expect((await active(await as('alice'))).stores).toBe('fast')
  })

  test('into an unknown store is 400', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const answer = await upload(alice, id, 'x', { 'x-image-meta-store': 'nope' })
    expectGlanceError(answer, 400, 'Store for identifier nope not found')
  })

  test('a stated size is not compared', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expect((await upload(alice, id, 'abc', { 'x-openstack-image-size': '5' })).status).toBe(204)
  })

  test('by others is 404, to an unknown image too', async ({ queued }) => {
    const { id } = await queued(await as('alice'))
    expectGlanceError(await upload(await as('bob'), id, 'x'), 404, `No image found with ID ${id}`)
    expectGlanceError(
      await upload(await as('alice'), 'nope', 'x'),
      404,
      'No image found with ID nope',
    )
  })

  test('by a reader of the project: by the old policy only', async ({ queued }) => {
    const { id } = await queued(await as('alice'))
    expect((await upload(await as('carol'), id, 'x')).status).toBe(byPolicy(204, 403))
  })
})

test.describe('download', () => {
  test('has the MD5 in hexadecimal and the type of bytes', async ({ active }) => {
    const alice = await as('alice')
    const { id, checksum } = await active(alice, {}, '0123456789')
    const answer = await alice.image('GET', file(id))
    expect(answer.status).toBe(200)
    expect(answer.text).toBe('0123456789')
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-md5')).toBe(checksum)
  })

  test('of a queued image is 204', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const answer = await alice.image('GET', file(id))
    expect([answer.status, answer.text]).toEqual([204, ''])
  })

  test('of an unknown or hidden image is 404', async ({ active }) => {
    const { id } = await active(await as('alice'))
    for (const unknown of ['nope', id]) {
      expectGlanceError(
        await (await as('bob')).image('GET', file(unknown)),
        404,
        `No image found with ID ${unknown}`,
      )
    }
  })

  test('of a community image is for everybody', async ({ active }) => {
    const { id } = await active(await as('alice'), { visibility: 'community' }, 'abc')
    expect((await (await as('bob')).image('GET', file(id))).text).toBe('abc')
  })

  for (const method of ['HEAD', 'DELETE']) {
    test(`${method} is 405 with Allow`, async ({ active }) => {
      const alice = await as('alice')
      const { id } = await active(alice)
      const answer = await alice.image(method, file(id))
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'PUT'])
    })
  }
})

test.describe('a part of ten bytes', () => {
  for (const [header, value, data, range] of [
    ['range', 'bytes=0-3', '0123', 'bytes 0-3/10'],
    ['range', 'bytes=4-', '456789', 'bytes 4-9/10'],
    ['range', 'bytes=-3', '789', 'bytes 7-9/10'],
    ['range', 'bytes=0-100', '0123456789', 'bytes 0-9/10'],
    ['range', 'bytes=0-0', '0', 'bytes 0-0/10'],
    ['range', 'bytes=9-9', '9', 'bytes 9-9/10'],
    ['content-range', 'bytes 0-3/10', '0123', 'bytes 0-3/10'],
    ['content-range', 'bytes 0-3/*', '0123', 'bytes 0-3/10'],
  ] as const) {
    test(`${header}: ${value}`, async ({ active }) => {
      const alice = await as('alice')
      const { id } = await active(alice, {}, '0123456789')
      const answer = await alice.image('GET', file(id), { headers: { [header]: value } })
      expect(answer.status).toBe(206)
      expect(answer.text).toBe(data)
      expect(answer.headers.get('content-range')).toBe(range)
      expect(answer.headers.get('content-length')).toBe(String(data.length))
    })
  }

  const notAvailable = 'The Range requested is not available.'
  const outside = `${notAvailable} Invalid start position in Range header. Start position MUST be in the inclusive range [0, 9].`
  for (const [header, value, status, message] of [
    ['range', 'bytes=10-', 416, outside],
    ['range', 'bytes=20-30', 416, outside],
    ['range', 'bytes=5-2', 416, `${notAvailable} Invalid Range header.`],
    ['range', 'bytes=x', 416, `${notAvailable} Invalid Range header.`],
    ['range', 'items=0-3', 416, `${notAvailable} Invalid Range header.`],
    [
      'range',
      'bytes=0-1,4-5',
      400,
      'Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.',
    ],
    ['content-range', 'bytes 4-100/10', 416, `${notAvailable} Invalid Content-Range header.`],
    ['content-range', 'x', 416, `${notAvailable} Invalid Content-Range header.`],
  ] as const) {
    test(`${header}: ${value} is ${status}`, async ({ active }) => {
      const alice = await as('alice')
      const { id } = await active(alice, {}, '0123456789')
      expectGlanceError(
        await alice.image('GET', file(id), { headers: { [header]: value } }),
        status,
        message,
      )
    })
  }
})
