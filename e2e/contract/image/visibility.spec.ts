import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { type Image, list, patch, test } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as, type Session, uniqueName } from '@/e2e/contract/session'

type Queued = (session: Session, image?: object) => Promise<Image>

/** An image of each visibility by alice, and one by admin that is public. */
async function makeEach(queued: Queued) {
  const [alice, bob, admin] = [await as('alice'), await as('bob'), await as('admin')]
  const tag = uniqueName('tag')
  const by: Record<string, Image> = {}
  for (const visibility of ['private', 'shared', 'community']) {
    by[visibility] = await queued(alice, { tags: [tag], visibility, name: visibility })
  }
  by.public = await queued(admin, { tags: [tag], visibility: 'public', name: 'public' })
  by.offered = await queued(alice, { tags: [tag], name: 'offered' })
  await alice.image('POST', `/images/${by.offered.id}/members`, { json: { member: bob.projectId } })
  by.accepted = await queued(alice, { tags: [tag], name: 'accepted' })
  await alice.image('POST', `/images/${by.accepted.id}/members`, {
    json: { member: bob.projectId },
  })
  await bob.image('PUT', `/images/${by.accepted.id}/members/${bob.projectId}`, {
    json: { status: 'accepted' },
  })
  const seen = async (who: Session, query: string) =>
    (await list(who, `tag=${tag}&${query}`))
      .map(({ name }) => name)
      .sort()
      .join(' ')
  return { alice, bob, admin, by, seen, tag }
}

test('who finds what in the list', async ({ queued }) => {
  const { alice, bob, admin, seen } = await makeEach(queued)
  const cases: Array<[string, Session, string, string]> = [
    ['alice', alice, '', 'accepted community offered private public shared'],
    ['alice', alice, 'visibility=private', 'private'],
    ['alice', alice, 'visibility=shared', 'accepted offered shared'],
    ['alice', alice, 'visibility=community', 'community'],
    ['alice', alice, 'visibility=public', 'public'],
    ['alice', alice, 'visibility=all', 'accepted community offered private public shared'],
    ['bob', bob, '', 'accepted public'],
    ['bob', bob, 'visibility=community', 'community'],
    ['bob', bob, 'visibility=all', 'accepted community public'],
    ['bob', bob, 'visibility=shared', 'accepted'],
    ['bob', bob, 'visibility=shared&member_status=pending', 'offered'],
    ['bob', bob, 'visibility=shared&member_status=accepted', 'accepted'],
    ['bob', bob, 'visibility=shared&member_status=rejected', ''],
    ['bob', bob, 'visibility=shared&member_status=all', 'accepted offered'],
    ['bob', bob, 'visibility=private', ''],
    ['bob', bob, `owner=${alice.projectId}`, 'accepted'],
    ['bob', bob, `owner=${alice.projectId}&visibility=all`, 'accepted community'],
    ['admin', admin, 'visibility=all', 'accepted community offered private public shared'],
    ['admin', admin, '', 'accepted offered private public shared'],
    ['admin', admin, 'visibility=private', 'private'],
  ]
  for (const [who, session, query, expected] of cases) {
    await test.step(`${who} ${query}`, async () =>
      expect(await seen(session, query)).toBe(expected))
  }
})

test('who sees an image by its id', async ({ queued }) => {
  const { bob, admin, by } = await makeEach(queued)
  for (const [name, status] of [
    ['private', 404],
    ['shared', 404],
    ['offered', 200],
    ['accepted', 200],
    ['community', 200],
    ['public', 200],
  ] as const) {
    expect((await bob.image('GET', `/images/${by[name]?.id}`)).status, name).toBe(status)
    expect((await admin.image('GET', `/images/${by[name]?.id}`)).status, name).toBe(200)
  }
})

test('hidden images are listed only when asked for', async ({ queued }) => {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const { id } = await queued(alice, { tags: [tag], os_hidden: true })
  expect(await list(alice, `tag=${tag}`)).toEqual([])
  expect(await list(alice, `tag=${tag}&os_hidden=true`)).toHaveLength(1)
  expect((await alice.image('GET', `/images/${id}`)).status).toBe(200)
  await patch(alice, id, [{ op: 'replace', path: '/os_hidden', value: false }])
  expect(await list(alice, `tag=${tag}`)).toHaveLength(1)
})

test('an unscoped person sees nothing of a project', async ({ queued }) => {
  const { tag } = await makeEach(queued)
  const { token } = await as('noproject')
  const answer = await (await as('alice')).image('GET', `/images?tag=${tag}&visibility=private`, {
    token,
  })
  expect(answer.status).toBe(byPolicy(200, 403))
  expect(answer.json<{ images?: unknown[] }>().images ?? []).toEqual([])
})

test('a change of visibility changes who sees it', async ({ queued }) => {
  const { alice, bob, by, seen } = await makeEach(queued)
  const id = by.accepted?.id ?? ''
  for (const [visibility, status] of [
    ['private', 404],
    ['community', 200],
    ['shared', 200],
  ] as const) {
    const changed = await patch(alice, id, [
      { op: 'replace', path: '/visibility', value: visibility },
    ])
    expect(changed.json<Image>().visibility).toBe(visibility)
    expect((await bob.image('GET', `/images/${id}`)).status, visibility).toBe(status)
  }
  expect(await seen(bob, ''), 'the old acceptance holds').toBe('accepted public')
})

test('only an admin makes an image public', async ({ queued }) => {
  const [alice, admin] = [await as('alice'), await as('admin')]
  const { id } = await queued(alice)
  const publish = [{ op: 'replace', path: '/visibility', value: 'public' }]
  expectGlanceError(
    await patch(alice, id, publish),
    403,
    'You are not authorized to complete publicize_image action.',
  )
  expect((await patch(admin, id, publish)).json<Image>().visibility).toBe('public')
})

test('a public image of others can be read, not changed', async ({ queued }) => {
  const { bob, by } = await makeEach(queued)
  for (const name of ['public', 'community', 'accepted']) {
    const answer = await patch(bob, by[name]?.id ?? '', [{ op: 'add', path: '/own', value: 'x' }])
    expect(answer.status, name).toBe(403)
  }
})
