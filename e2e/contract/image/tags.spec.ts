import { expect } from '@playwright/test'
import { expectGlanceError, notInSchema } from '@/e2e/contract/errors'
import { show, test } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as } from '@/e2e/contract/session'

const tagPath = (id: string, tag: string) => `/images/${id}/tags/${encodeURIComponent(tag)}`

// Letters beyond ASCII arrive garbled when Glance serves itself; a list of tags in a PATCH keeps them.
for (const tag of ['one', 'a b', 'x'.repeat(255)]) {
  test(`PUT ${tag.slice(0, 12)} is 204, again too, and adds it once`, async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice, { tags: ['first'] })
    for (const _ of [1, 2]) {
      const answer = await alice.image('PUT', tagPath(id, tag))
      expect(answer.status).toBe(204)
      expect(answer.text).toBe('')
    }
    expect([...(await show(alice, id)).tags].sort()).toEqual(['first', tag].sort())
  })
}

test('DELETE is 204, then 404', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice, { tags: ['one', 'two'] })
  expect((await alice.image('DELETE', tagPath(id, 'one'))).status).toBe(204)
  expect((await show(alice, id)).tags).toEqual(['two'])
  expectGlanceError(
    await alice.image('DELETE', tagPath(id, 'one')),
    404,
    'The resource could not be found.',
  )
})

test('a tag with a slash cannot go this way', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  expect((await alice.image('PUT', tagPath(id, 'a/b'))).status).toBe(404)
})

test('a tag over 255 is 400', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  const answer = await alice.image('PUT', tagPath(id, 'x'.repeat(256)))
  expectGlanceError(answer, 400, notInSchema("'x+' is too long"))
})

test('the 129th tag is 413, one that is there is fine', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice, { tags: Array.from({ length: 128 }, (_, at) => `t${at}`) })
  expectGlanceError(
    await alice.image('PUT', tagPath(id, 'more')),
    413,
    `Image tag limit exceeded for image ${id}: The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128:`,
  )
  expect((await alice.image('PUT', tagPath(id, 't1'))).status).toBe(204)
})

test('others: 404 when hidden, 403 when visible', async ({ queued }) => {
  const [alice, bob] = [await as('alice'), await as('bob')]
  const hidden = await queued(alice)
  expectGlanceError(
    await bob.image('PUT', tagPath(hidden.id, 'x')),
    404,
    `Image ${hidden.id} not found.`,
  )
  const { id } = await queued(alice, { visibility: 'community', tags: ['t'] })
  const refusal = (verb: string) =>
    byPolicy(
      `Not allowed to ${verb} tags for image ${id}.`,
      'You are not authorized to complete modify_image action.',
    )
  expectGlanceError(await bob.image('PUT', tagPath(id, 'x')), 403, refusal('update'))
  expectGlanceError(await bob.image('DELETE', tagPath(id, 't')), 403, refusal('delete'))
})

for (const method of ['PUT', 'DELETE']) {
  test(`${method} on an unknown image is 404`, async () => {
    const answer = await (await as('alice')).image(method, tagPath('nope', 'x'))
    expectGlanceError(answer, 404, 'Image nope not found.')
  })
}

test('GET of one is 405 with Allow', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice, { tags: ['one'] })
  const answer = await alice.image('GET', tagPath(id, 'one'))
  expectGlanceError(answer, 405, 'The method GET is not allowed for this resource.')
  expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'PUT'])
})
