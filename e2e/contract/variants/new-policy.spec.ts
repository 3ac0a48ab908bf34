import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { patch, test, upload } from '@/e2e/contract/images'
import { importImage, settled, stage } from '@/e2e/contract/imports'
import { as, authenticate, passwordAuth, sessionOf } from '@/e2e/contract/session'
import { onVariant } from '@/e2e/contract/variant'
import { target } from '@/e2e/target'

onVariant({
  real: ['--new-defaults', '--cache'],
  local: ['--policy', 'new'],
  abilities: { policy: 'new' },
})

const mayNot = (action: string) => `You are not authorized to complete ${action} action.`
const change = [{ op: 'add', path: '/own', value: 'v' }]

test('a member does a day’s work', async ({ active }) => {
  const alice = await as('alice')
  const { id } = await active(alice)
  expect((await patch(alice, id, change)).status).toBe(200)
  for (const [method, path, json] of [
    ['PUT', `/images/${id}/tags/x`, undefined],
    ['DELETE', `/images/${id}/tags/x`, undefined],
    ['POST', `/images/${id}/members`, { member: 'x' }],
    ['DELETE', `/images/${id}/members/x`, undefined],
    ['POST', `/images/${id}/actions/deactivate`, undefined],
    ['POST', `/images/${id}/actions/reactivate`, undefined],
    ['GET', `/images/${id}/file`, undefined],
    ['DELETE', `/images/${id}`, undefined],
  ] as const) {
    const answer = await alice.image(method, path, json ? { json } : {})
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300)
  }
})

test('a member stages and imports', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  expect((await stage(alice, id, 'x')).status).toBe(204)
  expect((await importImage(alice, id, { name: 'glance-direct' })).status).toBe(202)
  expect((await settled(alice, id)).status).toBe('active')
})

test.describe('a reader', () => {
  test('reads all but the data', async ({ active }) => {
    const { id } = await active(await as('alice'), {}, 'abc')
    const carol = await as('carol')
    for (const path of [
      '/images',
      `/images/${id}`,
      `/images/${id}/members`,
      `/images/${id}/tasks`,
    ]) {
      expect((await carol.image('GET', path)).status, path).toBe(200)
    }
    expect((await carol.image('GET', `/images/${id}/file`)).status).toBe(403)
  })

  test('creates nothing', async () => {
    expectGlanceError(
      await (await as('carol')).image('POST', '/images', { json: {} }),
      403,
      mayNot('add_image'),
    )
  })

  test('changes nothing', async ({ active, queued }) => {
    const [alice, carol] = [await as('alice'), await as('carol')]
    const { id } = await active(alice, { tags: ['t'] })
    const empty = await queued(alice)
    for (const [what, answer] of [
      ['patch', await patch(carol, id, change)],
      ['delete', await carol.image('DELETE', `/images/${id}`)],
      ['upload', await upload(carol, empty.id, 'x')],
      ['stage', await stage(carol, empty.id, 'x')],
      ['add tag', await carol.image('PUT', `/images/${id}/tags/x`)],
      ['remove tag', await carol.image('DELETE', `/images/${id}/tags/t`)],
      ['add member', await carol.image('POST', `/images/${id}/members`, { json: { member: 'x' } })],
      ['deactivate', await carol.image('POST', `/images/${id}/actions/deactivate`)],
      ['reactivate', await carol.image('POST', `/images/${id}/actions/reactivate`)],
    ] as const) {
      expect(answer.status, `${what} ${answer.text}`).toBe(403)
    }
  })
})

test.describe('left to admins', () => {
  test('publishing, copying, the cache, tasks, store details', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice)
    const publish = [{ op: 'replace', path: '/visibility', value: 'public' }]
    expectGlanceError(await patch(alice, id, publish), 403, mayNot('publicize_image'))
    expectGlanceError(
      await importImage(alice, id, { name: 'copy-image' }, { stores: ['cold'] }),
      403,
      mayNot('copy_image'),
    )
    expectGlanceError(await alice.image('GET', '/cache'), 403, mayNot('cache_list'))
    expectGlanceError(await alice.image('GET', '/tasks'), 403, mayNot('tasks_api_access'))
    expectGlanceError(
      await alice.image('GET', '/info/stores/detail'),
      403,
      mayNot('stores_info_detail'),
    )
    expect((await patch(await as('admin'), id, publish)).status).toBe(200)
  })

  test('another project’s image, by a member', async ({ active }) => {
    const { id } = await active(await as('alice'), { visibility: 'community' })
    const bob = await as('bob')
    for (const [answer, action] of [
      [await patch(bob, id, change), 'modify_image'],
      [await bob.image('DELETE', `/images/${id}`), 'delete_image'],
      [await bob.image('POST', `/images/${id}/actions/deactivate`), 'deactivate'],
    ] as const) {
      expectGlanceError(answer, 403, mayNot(action))
    }
  })
})

test('a member of another project accepts what was offered', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await alice.image('POST', `/images/${id}/members`, { json: { member: bob.projectId } })
  const own = `/images/${id}/members/${bob.projectId}`
  expect((await bob.image('PUT', own, { json: { status: 'accepted' } })).status).toBe(200)
  expect((await alice.image('PUT', own, { json: { status: 'rejected' } })).status).toBe(403)
})

test('an admin of the system, not of a project', async () => {
  const answer = await authenticate(passwordAuth(target.accounts.admin, { system: { all: true } }))
  const session = sessionOf(answer)
  const listed = await session.image('GET', '/images')
  expect(listed.status).toBe(403)
})
