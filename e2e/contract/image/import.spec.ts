import { expect } from '@playwright/test'
import { expectGlanceError, requestId, uuid } from '@/e2e/contract/errors'
import { show, test, upload } from '@/e2e/contract/images'
import { importImage, settled, stage, tasksOf } from '@/e2e/contract/imports'
import { as } from '@/e2e/contract/session'

const direct = { name: 'glance-direct' }
const copy = { name: 'copy-image' }

test.describe('stage', () => {
  test('is 204; the image is uploading and has a size', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const answer = await stage(alice, id, '0123456789')
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(await show(alice, id)).toMatchObject({ status: 'uploading', size: 10, checksum: null })
    expect((await alice.image('GET', `/images/${id}/file`)).status).toBe(204)
  })

  test('a second time, or an upload beside it, is 409', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await stage(alice, id, 'one')
    expectGlanceError(
      await stage(alice, id, 'two'),
      409,
      'Image status transition from uploading to uploading is not allowed',
    )
    expectGlanceError(
      await upload(alice, id, 'two'),
      409,
      'Image status transition from uploading to saving is not allowed',
    )
  })

  test('another content type is 415', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expectGlanceError(
      await stage(alice, id, 'x', 'text/plain'),
      415,
      'The request media type text/plain is not supported by this server.',
    )
    expect((await show(alice, id)).status).toBe('queued')
  })

  test('by others is 404', async ({ queued }) => {
    const { id } = await queued(await as('alice'))
    expectGlanceError(await stage(await as('bob'), id, 'x'), 404, `No image found with ID ${id}`)
  })

  test('a staged image can be deleted', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await stage(alice, id, 'x')
    expect((await alice.image('DELETE', `/images/${id}`)).status).toBe(204)
  })
})

test.describe('import of staged data', () => {
  test('is 202 without a body, and ends active', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await stage(alice, id, '0123456789')
    const answer = await importImage(alice, id, direct)
    expect([answer.status, answer.text]).toEqual([202, ''])
    expect(await settled(alice, id)).toMatchObject({
      status: 'active',
      size: 10,
      checksum: '781e5e245d69b566979b86e28d23f2c7',
      os_hash_algo: 'sha512',
      stores: 'fast',
      os_glance_failed_import: '',
      os_glance_importing_to_stores: '',
    })
    expect((await alice.image('GET', `/images/${id}/file`)).text).toBe('0123456789')
  })

  test('into several stores', async ({ queued }) => {
    const alice = await as('alice')
    for (const more of [{ stores: ['cold', 'fast'] }, { all_stores: true }]) {
      const { id } = await queued(alice)
      await stage(alice, id, 'x')
      expect((await importImage(alice, id, direct, more)).status).toBe(202)
      const { stores } = await settled(alice, id)
      expect(String(stores).split(',').sort()).toEqual(['cold', 'fast'])
    }
  })

  test('the tasks of the image tell about it, to the project only', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expect(await tasksOf(alice, id)).toEqual([])
    await stage(alice, id, 'x')
    await importImage(alice, id, direct)
    await settled(alice, id)
    const tasks = await tasksOf(alice, id)
    expect(tasks).toHaveLength(1)
    expect(tasks[0]).toMatchObject({
      id: expect.stringMatching(uuid),
      type: 'api_image_import',
      status: 'success',
      owner: alice.projectId,
      image_id: id,
      user_id: alice.userId,
      request_id: expect.stringMatching(requestId),
      deleted: false,
      input: { image_id: id, import_req: { method: direct }, backend: ['fast'] },
      result: { image_id: id },
    })
    expect((await (await as('bob')).image('GET', `/images/${id}/tasks`)).status).toBe(404)
  })
})

test.describe('imports that are refused', () => {
  const cases: Array<[string, unknown, number, string]> = [
    ['nothing', undefined, 400, 'Body expected in request.'],
    ['no method', {}, 400, "Import request requires a 'method' field."],
    ['no name', { method: {} }, 400, "Import request requires a 'name' field."],
    [
      'an unknown method',
      { method: { name: 'smoke' } },
      400,
      "Unknown import method name 'smoke'.",
    ],
    [
      'a method that is off',
      { method: { name: 'glance-download' } },
      400,
      "Unknown import method name 'glance-download'.",
    ],
    [
      'nothing staged',
      { method: direct },
      409,
      "Image needs to be staged before 'glance-direct' method can be used",
    ],
    [
      'copy of a queued image',
      { method: copy, stores: ['cold'] },
      409,
      'Only images with status active can be targeted for copying',
    ],
  ]
  for (const [what, json, status, message] of cases) {
    test(`${what} is ${status}`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      const answer = await alice.image(
        'POST',
        `/images/${id}/import`,
        json === undefined ? {} : { json },
      )
      expectGlanceError(answer, status, message)
    })
  }

  for (const [what, method, more, status, message] of [
    ['an unknown store', direct, { stores: ['nope'] }, 409, 'Store for identifier nope not found'],
    [
      'stores and all_stores',
      direct,
      { stores: ['fast'], all_stores: true },
      400,
      "All_stores parameter can't be used with x-image-meta-store header or stores parameter",
    ],
    [
      'all_stores as text',
      direct,
      { all_stores: 'x' },
      400,
      "'all_stores' must be boolean value only",
    ],
    [
      'web-download of a staged image',
      { name: 'web-download', uri: 'http://127.0.0.80/x' },
      {},
      409,
      "Image needs to be in 'queued' state to use 'web-download' method",
    ],
  ] as const) {
    test(`${what} is ${status}`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      await stage(alice, id, 'x')
      expectGlanceError(await importImage(alice, id, method, more), status, message)
      expect((await show(alice, id)).status).toBe('uploading')
    })
  }

  test('an active image is 409', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice)
    expectGlanceError(
      await importImage(alice, id, direct),
      409,
      'Image with status active cannot be target for import',
    )
  })

  test('by others is 404', async ({ queued }) => {
    const { id } = await queued(await as('alice'))
    expectGlanceError(
      await importImage(await as('bob'), id, direct),
      404,
      `No image found with ID ${id}`,
    )
  })
})

test.describe('copy-image', () => {
  test('an admin copies into another store', async ({ active }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await active(alice)
    expect((await importImage(admin, id, copy, { stores: ['cold'] })).status).toBe(202)
    expect(await settled(alice, id)).toMatchObject({ status: 'active', stores: 'fast,cold' })
  })

  test('into all stores, where one has it already', async ({ active }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await active(alice)
    const more = { all_stores: true, all_stores_must_succeed: false }
    expect((await importImage(admin, id, copy, more)).status).toBe(202)
    expect((await settled(alice, id)).stores).toBe('fast,cold')
  })

  test('is for admins', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice)
    expectGlanceError(
      await importImage(alice, id, copy, { stores: ['cold'] }),
      403,
      'You are not authorized to complete copy_image action.',
    )
  })

  for (const [store, status, message] of [
    ['fast', 400, "Image is already present at store 'fast'"],
    ['nope', 409, 'Store for identifier nope not found'],
  ] as const) {
    test(`into ${store} is ${status}`, async ({ active }) => {
      const { id } = await active(await as('alice'))
      expectGlanceError(
        await importImage(await as('admin'), id, copy, { stores: [store] }),
        status,
        message,
      )
    })
  }
})

test.describe('data in one store', () => {
  const drop = async (who: 'alice' | 'bob' | 'admin', store: string, id: string) =>
    (await as(who)).image('DELETE', `/stores/${store}/${id}`)

  test('is deleted while another has it', async ({ active }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await active(alice)
    await importImage(admin, id, copy, { stores: ['cold'] })
    await settled(alice, id)
    expectGlanceError(await drop('bob', 'cold', id), 404, `Failed to find image ${id}`)
    const gone = await drop('admin', 'cold', id)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect((await show(alice, id)).stores).toBe('fast')
    for (const store of ['fast', 'cold']) {
      expectGlanceError(
        await drop('admin', store, id),
        403,
        'Cannot delete image data from the only store containing it. Consider deleting the image instead.',
      )
    }
  })

  test('unknown store is 409, unknown image 404', async ({ active }) => {
    const { id } = await active(await as('alice'))
    expectGlanceError(
      await drop('admin', 'nope', id),
      409,
      'The selected store nope is not available on this node.',
    )
    expectGlanceError(await drop('admin', 'fast', 'nope'), 404, 'Failed to find image nope')
  })
})
