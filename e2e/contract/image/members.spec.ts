import { expect } from '@playwright/test'
import { expectGlanceError, glanceTime } from '@/e2e/contract/errors'
import { list, patch, test } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as, type Session, uniqueName } from '@/e2e/contract/session'

type Member = { member_id: string; image_id: string; status: string; updated_at: string }

const members = (id: string, member?: string) =>
  `/images/${id}/members${member === undefined ? '' : `/${member}`}`
const add = (who: Session, id: string, member: unknown) =>
  who.image('POST', members(id), { json: { member } })
const setStatus = (who: Session, id: string, member: string, status: unknown) =>
  who.image('PUT', members(id, member), { json: { status } })

test('a new shared image has no members', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  const answer = await alice.image('GET', members(id))
  expect(answer.status).toBe(200)
  expect(answer.json()).toEqual({ members: [], schema: '/v2/schemas/members' })
})

test('add answers 200 with a pending member', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  const answer = await add(alice, id, bob.projectId)
  expect(answer.status).toBe(200)
  const member = answer.json<Member>()
  expect(member).toEqual({
    member_id: bob.projectId,
    image_id: id,
    status: 'pending',
    created_at: expect.stringMatching(glanceTime),
    updated_at: expect.stringMatching(glanceTime),
    schema: '/v2/schemas/member',
  })
  const shown = await alice.image('GET', members(id, bob.projectId))
  expect(shown.json()).toEqual(member)
  expect((await alice.image('GET', members(id))).json()).toMatchObject({ members: [member] })
})

test('twice is 409', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  expectGlanceError(
    await add(alice, id, bob.projectId),
    409,
    `Member ${bob.projectId} is duplicated for image ${id}`,
  )
})

test('any text is taken as a member, the own project too', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  for (const member of [alice.projectId, 'no such project', 'x'.repeat(255)]) {
    expect((await add(alice, id, member)).status).toBe(200)
  }
})

for (const [what, options, message] of [
  ['an empty member', { json: { member: '' } }, "Member can't be empty"],
  ['no member', { json: {} }, 'Member to be added not specified'],
  ['an array', { json: [] }, 'Expected a member in the form: {"member": "image_id"}'],
  ['no body', {}, 'Body expected in request.'],
] as const) {
  test(`add with ${what} is 400`, async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expectGlanceError(await alice.image('POST', members(id), options), 400, message)
  })
}

test('the 129th member is 413', async ({ queued }) => {
  test.slow()
  const alice = await as('alice')
  const { id } = await queued(alice)
  for (let at = 0; at < 128; at += 1) {
    expect((await add(alice, id, `member-${at}`)).status).toBe(200)
  }
  expectGlanceError(
    await add(alice, id, 'one-more'),
    413,
    `Image member limit exceeded for image ${id}: The limit has been exceeded on the number of allowed image members for this image. Attempted: 129, Maximum: 128:`,
  )
})

test('a member sees the own row only', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  await add(alice, id, 'another')
  const seen = (await bob.image('GET', members(id))).json<{ members: Member[] }>().members
  expect(seen.map(({ member_id }) => member_id)).toEqual([bob.projectId])
  expect((await bob.image('GET', members(id, bob.projectId))).status).toBe(200)
  expectGlanceError(
    await bob.image('GET', members(id, 'another')),
    404,
    `another not found in the member list of the image ${id}.`,
  )
})

test('to others the image does not exist', async ({ queued }) => {
  const [alice, stranger] = [await as('alice'), await as('corpAlice')]
  const { id } = await queued(alice)
  const words = `Image ${id} not found.`
  expectGlanceError(await stranger.image('GET', members(id)), 404, words)
  expectGlanceError(await add(stranger, id, 'x'), 404, words)
})

test('the member sets the status, in any order', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const tag = uniqueName('tag')
  const { id } = await queued(alice, { tags: [tag] })
  await add(alice, id, bob.projectId)
  for (const [status, listed] of [
    ['accepted', 1],
    ['rejected', 0],
    ['pending', 0],
    ['accepted', 1],
  ] as const) {
    const answer = await setStatus(bob, id, bob.projectId, status)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json()).toMatchObject({ member_id: bob.projectId, status })
    expect(await list(bob, `tag=${tag}`), status).toHaveLength(listed)
    expect((await bob.image('GET', `/images/${id}`)).status, status).toBe(200)
  }
})

const refusal = (verb: string, id: string, action: string) =>
  byPolicy(
    `Not allowed to ${verb} members for image ${id}.`,
    `You are not authorized to complete ${action} action.`,
  )

test('the owner may not set it, an admin may', async ({ queued }) => {
  const [alice, bob, admin] = [await as('alice'), await as('bob'), await as('admin')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  expectGlanceError(
    await setStatus(alice, id, bob.projectId, 'accepted'),
    403,
    refusal('update', id, 'modify_member'),
  )
  const answer = await setStatus(admin, id, bob.projectId, 'rejected')
  expect(answer.json()).toMatchObject({ status: 'rejected' })
})

const wrongStatus = 'Incorrect request: Status must be "pending", "accepted" or "rejected".'
for (const [what, options, message] of [
  ['an unknown status', { json: { status: 'maybe' } }, wrongStatus],
  ['a number', { json: { status: 5 } }, wrongStatus],
  ['no status', { json: {} }, 'Status not specified'],
  ['no body', {}, 'Body expected in request.'],
] as const) {
  test(`set with ${what} is 400`, async ({ queued }) => {
    const [alice, bob] = [await as('alice'), await as('bob')]
    const { id } = await queued(alice)
    await add(alice, id, bob.projectId)
    expectGlanceError(await bob.image('PUT', members(id, bob.projectId), options), 400, message)
  })
}

test('a member may neither add nor remove', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  expectGlanceError(await add(bob, id, 'x'), 403, refusal('create', id, 'add_member'))
  expectGlanceError(
    await bob.image('DELETE', members(id, bob.projectId)),
    403,
    refusal('delete', id, 'delete_member'),
  )
})

test('remove is 204, then 404, and the image is gone for the member', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  const gone = await alice.image('DELETE', members(id, bob.projectId))
  expect(gone.status).toBe(204)
  expect(gone.text).toBe('')
  const words = `${bob.projectId} not found in the member list of the image ${id}.`
  expectGlanceError(await alice.image('DELETE', members(id, bob.projectId)), 404, words)
  expect((await bob.image('GET', `/images/${id}`)).status).toBe(404)
})

for (const visibility of ['private', 'community']) {
  test(`a ${visibility} image has no members`, async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice, { visibility })
    const only = 'Only shared images have members.'
    expectGlanceError(
      await alice.image('GET', members(id)),
      403,
      `Not allowed to list members for image ${id}: ${only}`,
    )
    expectGlanceError(
      await add(alice, id, 'x'),
      403,
      `Not allowed to create members for image ${id}.`,
    )
    expectGlanceError(await alice.image('GET', members(id, 'x')), 404, only)
    expectGlanceError(
      await alice.image('DELETE', members(id, 'x')),
      403,
      `Not allowed to delete members for image ${id}.`,
    )
  })
}

test('members are kept while an image is private', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const { id } = await queued(alice)
  await add(alice, id, bob.projectId)
  await setStatus(bob, id, bob.projectId, 'accepted')
  for (const visibility of ['private', 'shared']) {
    await patch(alice, id, [{ op: 'replace', path: '/visibility', value: visibility }])
  }
  const kept = await alice.image('GET', members(id))
  expect(kept.json()).toMatchObject({ members: [{ member_id: bob.projectId, status: 'accepted' }] })
})

test('a reader of the project may share by the old policy only', async ({ queued }) => {
  const { id } = await queued(await as('alice'))
  const carol = await as('carol')
  expect((await carol.image('GET', members(id))).status).toBe(200)
  expect((await add(carol, id, 'x')).status).toBe(byPolicy(200, 403))
})
