import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { patch, show, test, upload } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as, type Session } from '@/e2e/contract/session'

const act = (who: Session, id: string, action: string) =>
  who.image('POST', `/images/${id}/actions/${action}`)

test('both are 204, and 204 again', async ({ active }) => {
  const alice = await as('alice')
  const { id } = await active(alice)
  for (const [action, status] of [
    ['deactivate', 'deactivated'],
    ['deactivate', 'deactivated'],
    ['reactivate', 'active'],
    ['reactivate', 'active'],
  ] as const) {
    const answer = await act(alice, id, action)
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect((await show(alice, id)).status).toBe(status)
  }
})

test('a deactivated image is not given out, except to an admin', async ({ active }) => {
  const alice = await as('alice')
  const { id } = await active(alice, {}, 'abc')
  await act(alice, id, 'deactivate')
  const words = 'The requested image has been deactivated. Image data download is forbidden.'
  const range = { headers: { range: 'bytes=0-1' } }
  for (const options of [{}, range]) {
    expectGlanceError(await alice.image('GET', `/images/${id}/file`, options), 403, words)
  }
  expect((await (await as('admin')).image('GET', `/images/${id}/file`)).text).toBe('abc')
  await act(alice, id, 'reactivate')
  expect((await alice.image('GET', `/images/${id}/file`)).text).toBe('abc')
})

test('it can be edited, not written', async ({ active }) => {
  const alice = await as('alice')
  const { id } = await active(alice)
  await act(alice, id, 'deactivate')
  expect((await patch(alice, id, [{ op: 'add', path: '/own', value: 'v' }])).status).toBe(200)
  expectGlanceError(
    await upload(alice, id, 'x'),
    409,
    'Image status transition from deactivated to saving is not allowed',
  )
})

for (const action of ['deactivate', 'reactivate']) {
  test(`${action} of a queued image is 403`, async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expectGlanceError(
      await act(alice, id, action),
      403,
      `Not allowed to ${action} image in status 'queued'`,
    )
  })

  test(`${action} of an unknown or hidden image is 404`, async ({ active }) => {
    const { id } = await active(await as('alice'))
    for (const unknown of ['nope', id]) {
      expectGlanceError(
        await act(await as('bob'), unknown, action),
        404,
        `No image found with ID ${unknown}`,
      )
    }
  })

  test(`${action} of another project's visible image is 403`, async ({ active }) => {
    const { id } = await active(await as('alice'), { visibility: 'community' })
    expectGlanceError(
      await act(await as('bob'), id, action),
      403,
      byPolicy('You do not own this image', `You are not authorized to complete ${action} action.`),
    )
  })
}

test('an unknown action is 404, GET is 405', async ({ active }) => {
  const alice = await as('alice')
  const { id } = await active(alice)
  expect((await act(alice, id, 'explode')).status).toBe(404)
  const answer = await alice.image('GET', `/images/${id}/actions/deactivate`)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
})

test('a reader of the project may by the old policy only', async ({ active }) => {
  const { id } = await active(await as('alice'))
  expect((await act(await as('carol'), id, 'deactivate')).status).toBe(byPolicy(204, 403))
})
