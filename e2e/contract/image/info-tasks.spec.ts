import { expect } from '@playwright/test'
import { expectGlanceError, glanceTime, uuid } from '@/e2e/contract/errors'
import { test } from '@/e2e/contract/images'
import { importImage, settled, stage, type Task, tasksOf } from '@/e2e/contract/imports'
import { as } from '@/e2e/contract/session'
import { target } from '@/e2e/target'

const asAdmin = 'You are not authorized to complete tasks_api_access action.'

test('GET /info/import names the methods', async () => {
  const answer = await (await as('alice')).image('GET', '/info/import')
  expect(answer.status).toBe(200)
  expect(answer.json()).toEqual({
    'import-methods': {
      description: 'Import methods available.',
      type: 'array',
      value: ['glance-direct', 'web-download', 'copy-image'],
    },
  })
})

test('GET /info/stores names the stores and the default', async () => {
  const answer = await (await as('alice')).image('GET', '/info/stores')
  const { stores } = answer.json<{ stores: Array<{ id: string }> }>()
  expect(stores.map(({ id }) => id).slice(0, 2)).toEqual(['fast', 'cold'])
  expect(stores[0]).toEqual({ id: 'fast', description: expect.any(String), default: 'true' })
  expect(stores[1]).toEqual({ id: 'cold', description: expect.any(String) })
})

test('GET /info/stores/detail is for admins', async () => {
  const words = 'You are not authorized to complete stores_info_detail action.'
  expectGlanceError(await (await as('alice')).image('GET', '/info/stores/detail'), 403, words)
  const answer = await (await as('admin')).image('GET', '/info/stores/detail')
  const { stores } = answer.json<{ stores: unknown[] }>()
  expect(stores[0]).toMatchObject({
    id: 'fast',
    default: 'true',
    type: 'file',
    properties: { data_dir: expect.any(String) },
  })
})

test('GET /info/usage is empty without limits', async () => {
  test.skip(target.abilities.quota, 'this cloud has limits')
  expect((await (await as('alice')).image('GET', '/info/usage')).json()).toEqual({ usage: {} })
})

test('another name below /info is 404, another method 405', async () => {
  const alice = await as('alice')
  expect((await alice.image('GET', '/info/nothing')).status).toBe(404)
  const answer = await alice.image('POST', '/info/import', { json: {} })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
})

test.describe('tasks', () => {
  for (const method of ['GET', 'POST']) {
    test(`${method} /tasks is for admins`, async () => {
      const options = method === 'POST' ? { json: { type: 'import', input: {} } } : {}
      expectGlanceError(await (await as('alice')).image(method, '/tasks', options), 403, asAdmin)
    })
  }

  test('an admin lists and shows them', async ({ queued }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await queued(alice)
    await stage(alice, id, 'x')
    await importImage(alice, id, { name: 'glance-direct' })
    await settled(alice, id)
    const [task] = await tasksOf(alice, id)
    const listed = await admin.image('GET', '/tasks?status=success&limit=1000')
    const found = listed.json<{ tasks: Task[] }>().tasks.find((one) => one.id === task?.id)
    expect(found).toEqual({
      id: expect.stringMatching(uuid),
      type: 'api_image_import',
      status: 'success',
      owner: alice.projectId,
      created_at: expect.stringMatching(glanceTime),
      updated_at: expect.stringMatching(glanceTime),
      expires_at: expect.stringMatching(glanceTime),
      self: `/v2/tasks/${task?.id}`,
      schema: '/v2/schemas/task',
    })
    const shown = await admin.image('GET', `/tasks/${task?.id}`)
    expect(shown.json()).toMatchObject({
      ...found,
      image_id: id,
      user_id: alice.userId,
      input: task?.input,
      result: { image_id: id },
    })
    expectGlanceError(await alice.image('GET', `/tasks/${task?.id}`), 403, asAdmin)
  })

  test('a page names the next', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await stage(alice, id, 'x')
    await importImage(alice, id, { name: 'glance-direct' })
    await settled(alice, id)
    const answer = await (await as('admin')).image('GET', '/tasks?limit=1')
    const [task] = answer.json<{ tasks: Task[] }>().tasks
    expect(answer.json()).toMatchObject({
      first: '/v2/tasks?limit=1',
      schema: '/v2/schemas/tasks',
      next: `/v2/tasks?limit=1&marker=${task?.id}`,
    })
  })

  for (const [query, message] of [
    ['status=x', 'Invalid status value: x'],
    ['type=x', 'Invalid type value: x'],
    ['sort_dir=x', 'Invalid sort direction: x'],
    ['limit=x', 'limit param must be an integer'],
    ['marker=x', 'Invalid marker format'],
  ] as const) {
    test(`GET /tasks?${query} is 400`, async () => {
      expectGlanceError(await (await as('admin')).image('GET', `/tasks?${query}`), 400, message)
    })
  }

  test('an unknown one is 404, DELETE is 405', async () => {
    const admin = await as('admin')
    expectGlanceError(await admin.image('GET', '/tasks/nope'), 404, 'Could not find task nope')
    const answer = await admin.image('DELETE', '/tasks/nope')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
  })

  test('a new one of an unknown type is 400', async () => {
    const answer = await (await as('admin')).image('POST', '/tasks', {
      json: { type: 'x', input: {} },
    })
    expectGlanceError(
      answer,
      400,
      /^Provided object does not match schema 'task': 'x' is not one of \['import', 'api_image_import'\]/,
    )
  })
})
