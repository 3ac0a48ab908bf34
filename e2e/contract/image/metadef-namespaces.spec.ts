import { expect } from '@playwright/test'
import { expectGlanceError, glanceTime } from '@/e2e/contract/errors'
import { namespacePath, sampleObject, test } from '@/e2e/contract/metadefs'
import { as, uniqueName } from '@/e2e/contract/session'

type Namespace = { namespace: string; visibility: string; resource_type_associations?: unknown[] }
type NamespaceList = { namespaces: Namespace[]; first: string; next?: string; schema: string }

const all = '/metadefs/namespaces'
const mayNot = (action: string) => `You are not authorized to complete ${action} action.`

test('create answers 201 with the namespace and where it is', async ({ namespace }) => {
  const admin = await as('admin')
  const name = await namespace({ display_name: 'Name', description: 'D', visibility: 'private' })
  const shown = await admin.image('GET', namespacePath(name))
  expect(shown.status).toBe(200)
  expect(shown.json()).toEqual({
    namespace: name,
    display_name: 'Name',
    description: 'D',
    visibility: 'private',
    protected: false,
    owner: admin.projectId,
    created_at: expect.stringMatching(glanceTime),
    updated_at: expect.stringMatching(glanceTime),
    self: `/v2${namespacePath(name)}`,
    schema: '/v2/schemas/metadefs/namespace',
  })
})

test('create has a Location', async () => {
  const admin = await as('admin')
  const name = uniqueName('Ns')
  const answer = await admin.image('POST', all, { json: { namespace: name } })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toMatch(new RegExp(`/v2${namespacePath(name)}$`))
  expect((await admin.image('DELETE', namespacePath(name))).status).toBe(204)
})

test('everything can be created at once', async ({ namespace }) => {
  const name = await namespace({
    resource_type_associations: [{ name: 'OS::Nova::Flavor', prefix: 'a:' }],
    properties: { q: { title: 'Q', type: 'boolean' } },
    objects: [sampleObject],
    tags: [{ name: 't1' }],
  })
  const shown = await (await as('alice')).image('GET', namespacePath(name))
  expect(shown.json()).toMatchObject({
    resource_type_associations: [{ name: 'OS::Nova::Flavor', prefix: 'a:' }],
    properties: { q: { title: 'Q', type: 'boolean' } },
    objects: [sampleObject],
    tags: [{ name: 't1' }],
  })
})

test('twice is 409', async ({ namespace }) => {
  const name = await namespace()
  const answer = await (await as('admin')).image('POST', all, { json: { namespace: name } })
  expectGlanceError(answer, 409, `The metadata definition namespace=${name} already exists.`)
})

for (const [what, json, message] of [
  ['no name', {}, "'namespace' is a required property"],
  ['a name over 80', { namespace: 'x'.repeat(81) }, "'x+' is too long"],
  [
    'an unknown visibility',
    { namespace: 'x', visibility: 'shared' },
    "'shared' is not one of \\['public', 'private'\\]",
  ],
  [
    'an unknown key',
    { namespace: 'x', zzz: 1 },
    "Additional properties are not allowed \\('zzz' was unexpected\\)",
  ],
] as const) {
  test(`create with ${what} is 400`, async () => {
    const answer = await (await as('admin')).image('POST', all, { json })
    expectGlanceError(
      answer,
      400,
      new RegExp(`^Provided object does not match schema 'namespace': ${message}`),
    )
  })
}

test('a private one is hidden from others, a public one not', async ({ namespace }) => {
  const [admin, alice] = [await as('admin'), await as('alice')]
  const name = await namespace({ visibility: 'private' })
  expectGlanceError(
    await alice.image('GET', namespacePath(name)),
    404,
    'The resource could not be found.',
  )
  const json = { namespace: name, visibility: 'public' }
  const changed = await admin.image('PUT', namespacePath(name), { json })
  expect([changed.status, changed.json<Namespace>().visibility]).toEqual([200, 'public'])
  expect((await alice.image('GET', namespacePath(name))).status).toBe(200)
})

test('a protected one cannot be deleted', async ({ namespace }) => {
  const name = await namespace({ protected: true })
  expectGlanceError(
    await (await as('admin')).image('DELETE', namespacePath(name)),
    403,
    `Metadata definition namespace ${name} is protected and cannot be deleted.`,
  )
})

test('a member may change nothing', async ({ namespace }) => {
  const alice = await as('alice')
  const name = await namespace()
  const json = { namespace: name }
  for (const [answer, action] of [
    [await alice.image('POST', all, { json }), 'add_metadef_namespace'],
    [await alice.image('PUT', namespacePath(name), { json }), 'modify_metadef_namespace'],
    [await alice.image('DELETE', namespacePath(name)), 'delete_metadef_namespace'],
  ] as const) {
    expectGlanceError(answer, 403, mayNot(action))
  }
})

test('unknown ones are 404', async () => {
  const admin = await as('admin')
  const missing = 'Metadata definition namespace=nope was not found.'
  expectGlanceError(await admin.image('GET', namespacePath('nope')), 404, missing)
  const json = { namespace: 'nope' }
  expectGlanceError(
    await admin.image('PUT', namespacePath('nope'), { json }),
    404,
    'Namespace nope not found',
  )
  expectGlanceError(
    await admin.image('DELETE', namespacePath('nope')),
    404,
    'Namespace nope not found',
  )
})

test.describe('the list', () => {
  const list = async (query: string) => {
    const answer = await (await as('alice')).image('GET', `${all}?${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer.json<NamespaceList>()
  }

  test('has the definitions that came with the cloud, as public', async () => {
    const { namespaces, schema } = await list('limit=100')
    expect(schema).toBe('/v2/schemas/metadefs/namespaces')
    // Which ones differs by cloud; all are there for everybody.
    const shipped = namespaces.filter(({ namespace }) => !namespace.startsWith('Ns-'))
    expect(shipped.length).toBeGreaterThan(5)
    for (const one of shipped) expect(one.visibility).toBe('public')
  })

  test('pages by the name as the marker', async () => {
    const first = await list('limit=2&sort_key=namespace&sort_dir=asc')
    const names = first.namespaces.map(({ namespace }) => namespace)
    expect(names).toHaveLength(2)
    expect(first.next).toContain(
      `marker=${encodeURIComponent(names[1] ?? '').replace(/%3A/g, '%3A')}`,
    )
    const second = await list(`limit=2&sort_key=namespace&sort_dir=asc&marker=${names[1]}`)
    expect(second.namespaces.map(({ namespace }) => namespace)[0]).not.toBe(names[1])
  })

  test('filters by resource type and visibility', async ({ namespace }) => {
    const name = await namespace({ resource_type_associations: [{ name: 'OS::Nova::Flavor' }] })
    const names = async (query: string) =>
      (await list(query)).namespaces.map((one) => one.namespace)
    expect(await names('limit=100&resource_types=OS::Nova::Flavor')).toContain(name)
    expect(await names('limit=100&resource_types=OS::Cinder::Volume')).not.toContain(name)
    expect(await names('limit=100&resource_types=OS::Cinder::Volume,OS::Nova::Flavor')).toContain(
      name,
    )
    expect(await names('limit=100&visibility=public')).toContain(name)
    expect(await names('limit=100&visibility=private')).not.toContain(name)
    expect(await names('resource_types=nope')).toEqual([])
  })

  for (const [query, status, message] of [
    ['visibility=x', 400, 'Invalid visibility value: x'],
    ['sort_dir=x', 400, 'Invalid sort direction: x'],
    ['limit=-1', 400, 'limit param must be positive'],
    ['marker=nope', 404, 'Metadata definition namespace=nope was not found.'],
  ] as const) {
    test(`?${query} is ${status}`, async () => {
      expectGlanceError(await (await as('alice')).image('GET', `${all}?${query}`), status, message)
    })
  }
})
