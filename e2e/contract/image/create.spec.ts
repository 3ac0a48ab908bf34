import { expect } from '@playwright/test'
import { accessDenied, expectGlanceError, glanceTime, requestId, uuid } from '@/e2e/contract/errors'
import { type Image, patch, show, test } from '@/e2e/contract/images'
import { byPolicy } from '@/e2e/contract/policy'
import { as, uniqueName } from '@/e2e/contract/session'

const fresh = {
  name: null,
  disk_format: null,
  container_format: null,
  visibility: 'shared',
  size: null,
  virtual_size: null,
  status: 'queued',
  checksum: null,
  protected: false,
  min_ram: 0,
  min_disk: 0,
  os_hidden: false,
  os_hash_algo: null,
  os_hash_value: null,
  tags: [],
  schema: '/v2/schemas/image',
}

test('an empty object makes a queued image of the project', async ({ remove }) => {
  const alice = await as('alice')
  const answer = await alice.image('POST', '/images', { json: {} })
  expect(answer.status).toBe(201)
  const image = answer.json<Image>()
  remove(image.id)
  expect(image).toEqual({
    ...fresh,
    id: expect.stringMatching(uuid),
    owner: alice.projectId,
    created_at: expect.stringMatching(glanceTime),
    updated_at: expect.stringMatching(glanceTime),
    self: `/v2/images/${image.id}`,
    file: `/v2/images/${image.id}/file`,
  })
  expect(answer.headers.get('location')).toMatch(new RegExp(`/v2/images/${image.id}$`))
  expect(answer.headers.get('x-openstack-request-id')).toMatch(requestId)
  expect(answer.headers.get('openstack-image-import-methods')?.split(',')).toEqual([
    'glance-direct',
    'web-download',
    'copy-image',
  ])
  expect(answer.headers.get('openstack-image-store-ids')?.split(',')).toEqual(
    expect.arrayContaining(['fast', 'cold']),
  )
  expect(await show(alice, image.id)).toEqual(image)
})

test('everything that may be chosen is kept', async ({ queued }) => {
  const chosen = {
    name: uniqueName('image'),
    disk_format: 'qcow2',
    container_format: 'bare',
    visibility: 'private',
    protected: true,
    min_disk: 1,
    min_ram: 2,
    os_hidden: true,
    os_distro: 'debian',
    own_property: 'value',
  }
  const image = await queued(await as('alice'), { ...chosen, tags: ['b', 'a', 'a'] })
  expect(image).toMatchObject(chosen)
  expect([...image.tags].sort()).toEqual(['a', 'b'])
})

test('the id may be chosen, once', async ({ queued }) => {
  const alice = await as('alice')
  const id = crypto.randomUUID()
  expect((await queued(alice, { id })).id).toBe(id)
  for (const session of [alice, await as('bob')]) {
    expectGlanceError(
      await session.image('POST', '/images', { json: { id } }),
      409,
      `Image ID ${id} already exists!`,
    )
  }
})

test('the id of a deleted image is not given again', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  await alice.image('DELETE', `/images/${id}`)
  expect((await alice.image('POST', '/images', { json: { id } })).status).toBe(409)
})

test('names are not unique', async ({ queued }) => {
  const alice = await as('alice')
  const name = uniqueName('twice')
  expect((await queued(alice, { name })).id).not.toBe((await queued(alice, { name })).id)
})

for (const [what, image] of [
  ['no name', { name: null }],
  ['an empty name', { name: '' }],
  ['a name of 255', { name: 'x'.repeat(255) }],
  ['letters of other scripts', { name: 'Ünïcödé 镜像' }],
  ['an empty property', { custom: '' }],
  ['a property with / and ~', { 'a b/c~d': 'v' }],
  ['128 tags', { tags: Array.from({ length: 128 }, (_, at) => `t${at}`) }],
  ['a tag of 255', { tags: ['x'.repeat(255)] }],
  ['128 properties', Object.fromEntries(Array.from({ length: 128 }, (_, at) => [`p${at}`, 'v']))],
  ['the largest min_ram', { min_ram: 2147483647 }],
  ['visibility community', { visibility: 'community' }],
  ['no formats', { disk_format: null, container_format: null }],
] as const) {
  test(`allowed: ${what}`, async ({ queued }) => {
    const made = await queued(await as('alice'), image)
    if ('tags' in image) expect(made.tags).toHaveLength(image.tags.length)
    else expect(made).toMatchObject(image)
  })
}

test.describe('bodies that do not fit the schema are 400', () => {
  const cases: Array<[string, object, string | RegExp]> = [
    ['id', { id: 'nope' }, /^'nope' does not match '\^\(\[0-9a-fA-F\]\)\{8\}/],
    ['name over 255', { name: 'x'.repeat(256) }, /^'x+' is too long/],
    ['name as number', { name: 5 }, /^5 is not of type 'null', 'string'/],
    ['property as number', { custom: 5 }, /^5 is not of type 'string'/],
    ['property as boolean', { custom: true }, /^True is not of type 'string'/],
    ['property as null', { custom: null }, /^None is not of type 'string'/],
    ['property as object', { custom: {} }, /^\{\} is not of type 'string'/],
    [
      'disk format',
      { disk_format: 'zip' },
      /^'zip' is not one of \[None, 'ami', 'ari', 'aki', 'vhd', 'vhdx', 'vmdk', 'raw', 'qcow2', 'vdi', 'iso', 'ploop'\]/,
    ],
    [
      'container format',
      { container_format: 'zip' },
      /^'zip' is not one of \[None, 'ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'\]/,
    ],
    [
      'visibility',
      { visibility: 'secret' },
      /^'secret' is not one of \['community', 'public', 'private', 'shared'\]/,
    ],
    ['protected as text', { protected: 'yes' }, /^'yes' is not of type 'boolean'/],
    ['os_hidden as text', { os_hidden: 'yes' }, /^'yes' is not of type 'boolean'/],
    ['min_disk as text', { min_disk: '1' }, /^'1' is not of type 'integer'/],
    ['min_ram with a fraction', { min_ram: 1.5 }, /^1\.5 is not of type 'integer'/],
    ['tags as text', { tags: 'x' }, /^'x' is not of type 'array'/],
    ['a tag as number', { tags: [5] }, /^5 is not of type 'string'/],
    ['a tag over 255', { tags: ['x'.repeat(256)] }, /^'x+' is too long/],
    [
      'a known property of the wrong form',
      { kernel_id: 'x' },
      /^'x' does not match '\^\(\[0-9a-fA-F\]\)\{8\}/,
    ],
  ]
  for (const [what, json, message] of cases) {
    test(what, async () => {
      const answer = await (await as('alice')).image('POST', '/images', { json })
      const prefix = "Provided object does not match schema 'image': "
      expectGlanceError(answer, 400, new RegExp(`^${prefix}`))
      expect(answer.json<{ message: string }>().message.slice(prefix.length)).toMatch(message)
    })
  }
})

test.describe('other refusals', () => {
  const cases: Array<[string, object, number, string | RegExp]> = [
    ['4-byte letters', { name: '😀' }, 400, "Name can't contain 4 byte unicode characters."],
    [
      'a negative min_disk',
      { min_disk: -1 },
      400,
      "Invalid value '-1' for parameter 'min_disk': Cannot be a negative value",
    ],
    [
      'min_ram out of range',
      { min_ram: 2147483648 },
      400,
      "'min_ram' value out of range, must not exceed 2147483647.",
    ],
    [
      'min_disk out of range',
      { min_disk: 2147483648 },
      400,
      "'min_disk' value out of range, must not exceed 2147483647.",
    ],
    [
      'a property name over 255',
      { ['k'.repeat(256)]: 'v' },
      400,
      'Custom property should not be greater than 255 characters.',
    ],
    [
      '129 tags',
      { tags: Array.from({ length: 129 }, (_, at) => `t${at}`) },
      413,
      'The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128',
    ],
    [
      '129 properties',
      Object.fromEntries(Array.from({ length: 129 }, (_, at) => [`p${at}`, 'v'])),
      413,
      'The limit has been exceeded on the number of allowed image properties. Attempted: 129, Maximum: 128',
    ],
    ['locations', { locations: [] }, 403, "Attribute 'locations' is reserved."],
    [
      'an os_glance_ property',
      { os_glance_x: 'y' },
      403,
      "Access was denied to this resource. Attribute 'os_glance_x' is reserved.",
    ],
    [
      'public, for a member',
      { visibility: 'public' },
      403,
      'You are not authorized to complete publicize_image action.',
    ],
    ...[
      'status',
      'size',
      'virtual_size',
      'checksum',
      'created_at',
      'updated_at',
      'self',
      'file',
      'schema',
      'direct_url',
      'stores',
    ].map((key): [string, object, number, string] => [
      key,
      { [key]: key.includes('size') ? 1 : key === 'status' ? 'active' : 'x' },
      403,
      `Attribute '${key}' is read-only.`,
    ]),
  ]
  for (const [what, json, status, message] of cases) {
    test(`${what} is ${status}`, async () => {
      expectGlanceError(
        await (await as('alice')).image('POST', '/images', { json }),
        status,
        message,
      )
    })
  }

  test('an image of another project is 403', async () => {
    const owner = (await as('bob')).projectId
    expectGlanceError(
      await (await as('alice')).image('POST', '/images', { json: { owner } }),
      403,
      byPolicy(
        `You are not permitted to create images owned by '${owner}'.`,
        `${accessDenied} You are not permitted to create images owned by '${owner}'`,
      ),
    )
  })

  test('an admin may make one for another project, and public', async ({ queued }) => {
    const owner = (await as('bob')).projectId
    expect(await queued(await as('admin'), { owner, visibility: 'public' })).toMatchObject({
      owner,
      visibility: 'public',
    })
  })

  for (const [what, options, message] of [
    ['no body', {}, 'Body expected in request.'],
    [
      'broken JSON',
      { body: '{', headers: { 'content-type': 'application/json' } },
      'Malformed JSON in request body.',
    ],
    ['a JSON string', { json: 'x' }, 'Unexpected body type. Expected list/dict.'],
  ] as const) {
    test(`${what} is 400`, async () => {
      expectGlanceError(await (await as('alice')).image('POST', '/images', options), 400, message)
    })
  }
})

test.describe('delete', () => {
  test('is 204 without a body, then 404', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const gone = await alice.image('DELETE', `/images/${id}`)
    expect(gone.status).toBe(204)
    expect(gone.text).toBe('')
    const words = `Failed to find image ${id} to delete`
    expectGlanceError(await alice.image('DELETE', `/images/${id}`), 404, words)
    expectGlanceError(
      await alice.image('GET', `/images/${id}`),
      404,
      `No image found with ID ${id}`,
    )
  })

  test('of a protected image is 403, for an admin too', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice, { protected: true })
    for (const session of [alice, await as('admin')]) {
      expectGlanceError(
        await session.image('DELETE', `/images/${id}`),
        403,
        `Image ${id} is protected and cannot be deleted.`,
      )
    }
    expect(
      (await patch(alice, id, [{ op: 'replace', path: '/protected', value: false }])).status,
    ).toBe(200)
    expect((await alice.image('DELETE', `/images/${id}`)).status).toBe(204)
  })

  test('of an image one cannot see is 404, of a visible one of others 403', async ({ queued }) => {
    const [alice, bob] = [await as('alice'), await as('bob')]
    const hidden = await queued(alice)
    expect((await bob.image('DELETE', `/images/${hidden.id}`)).status).toBe(404)
    const community = await queued(alice, { visibility: 'community' })
    expectGlanceError(
      await bob.image('DELETE', `/images/${community.id}`),
      403,
      byPolicy(
        'You do not own this image',
        'You are not authorized to complete delete_image action.',
      ),
    )
  })

  test('by an admin of any image is 204', async ({ queued }) => {
    const { id } = await queued(await as('alice'))
    expect((await (await as('admin')).image('DELETE', `/images/${id}`)).status).toBe(204)
  })
})
