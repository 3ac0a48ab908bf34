import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { test } from '@/e2e/contract/images'
import { as } from '@/e2e/contract/session'

type Cache = {
  cached_images: Array<{ image_id: string; hits: number; size: number }>
  queued_images: string[]
}

const state = async () => (await (await as('admin')).image('GET', '/cache')).json<Cache>()
const cached = async (id: string) =>
  (await state()).cached_images.find(({ image_id }) => image_id === id)

test.describe('with a cache', () => {
  test.describe.configure({ mode: 'serial' })

  test('an image that is queued for it comes in, counts its readers, and goes', async ({
    active,
  }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await active(alice, {}, 'abc')
    const queued = await admin.image('PUT', `/cache/${id}`)
    expect([queued.status, queued.text]).toEqual([202, ''])
    await expect
      .poll(() => cached(id), { timeout: 20_000 })
      .toMatchObject({ image_id: id, hits: 0, size: 3 })
    await alice.image('GET', `/images/${id}/file`)
    await expect.poll(async () => (await cached(id))?.hits).toBe(1)
    for (const _ of ['there', 'gone already']) {
      expect((await admin.image('DELETE', `/cache/${id}`)).status).toBe(204)
    }
    expect(await cached(id)).toBeUndefined()
  })

  test('a download brings an image in', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice, {}, 'abcd')
    await alice.image('GET', `/images/${id}/file`)
    await expect.poll(() => cached(id)).toMatchObject({ size: 4 })
    expect((await (await as('admin')).image('DELETE', '/cache')).status).toBe(204)
    expect(await state()).toEqual({ cached_images: [], queued_images: [] })
  })

  for (const aim of ['cache', 'queue', '']) {
    test(`cleared by the target "${aim}"`, async () => {
      const headers = { 'x-image-cache-clear-target': aim }
      expect((await (await as('admin')).image('DELETE', '/cache', { headers })).status).toBe(204)
    })
  }

  test('an unknown target is 400', async () => {
    const headers = { 'x-image-cache-clear-target': 'zzz' }
    expectGlanceError(
      await (await as('admin')).image('DELETE', '/cache', { headers }),
      400,
      "If provided 'x-image-cache-clear-target' must be 'cache', 'queue' or empty string.",
    )
  })

  test('only active images, only known ones', async ({ queued }) => {
    const admin = await as('admin')
    const { id } = await queued(await as('alice'))
    expectGlanceError(
      await admin.image('PUT', `/cache/${id}`),
      400,
      'Only images with status active can be targeted for queueing',
    )
    for (const method of ['PUT', 'DELETE']) {
      expectGlanceError(await admin.image(method, '/cache/nope'), 404, 'Image nope not found.')
    }
  })

  test('is for admins', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice)
    for (const [method, path, action] of [
      ['GET', '/cache', 'cache_list'],
      ['PUT', `/cache/${id}`, 'cache_image'],
      ['DELETE', `/cache/${id}`, 'cache_delete'],
      ['DELETE', '/cache', 'cache_delete'],
    ] as const) {
      expectGlanceError(
        await alice.image(method, path),
        403,
        `You are not authorized to complete ${action} action.`,
      )
    }
  })
})
