import { expect } from '@playwright/test'
import {
  accessDenied,
  conflicting,
  expectGlanceError,
  glanceTime,
  notInSchema,
} from '@/e2e/contract/errors'
import { type Image, patch, patchType, show, test } from '@/e2e/contract/images'
import { as, uniqueName } from '@/e2e/contract/session'

const images = 'application/openstack-images-v2.0-json-patch'

test('answers the changed image', async ({ queued }) => {
  const alice = await as('alice')
  const before = await queued(alice, { name: 'old' })
  const answer = await patch(alice, before.id, [{ op: 'replace', path: '/name', value: 'new' }])
  expect(answer.status).toBe(200)
  const after = answer.json<Image>()
  expect(after).toEqual({ ...before, name: 'new', updated_at: expect.stringMatching(glanceTime) })
  expect(await show(alice, before.id)).toEqual(after)
})

test.describe('every attribute that may change', () => {
  for (const [path, value] of [
    ['/name', 'other'],
    ['/name', null],
    ['/visibility', 'private'],
    ['/visibility', 'community'],
    ['/protected', true],
    ['/min_disk', 3],
    ['/min_ram', 2147483647],
    ['/os_hidden', true],
    ['/disk_format', 'qcow2'],
    ['/container_format', 'ovf'],
    ['/tags', ['b', 'a']],
  ] as const) {
    for (const op of ['replace', 'add']) {
      test(`${op} ${path} ${JSON.stringify(value)}`, async ({ queued }) => {
        const alice = await as('alice')
        const { id } = await queued(alice)
        const answer = await patch(alice, id, [{ op, path, value }])
        expect(answer.status, answer.text).toBe(200)
        const found = answer.json<Image>()[path.slice(1)]
        expect(Array.isArray(found) ? [...found].sort() : found).toEqual(
          Array.isArray(value) ? [...value].sort() : value,
        )
      })
    }
  }
})

test.describe('properties', () => {
  test('add makes and overwrites, replace changes, remove removes', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const steps: Array<[object, unknown]> = [
      [{ op: 'add', path: '/own', value: 'one' }, 'one'],
      [{ op: 'add', path: '/own', value: 'two' }, 'two'],
      [{ op: 'replace', path: '/own', value: '' }, ''],
      [{ op: 'remove', path: '/own' }, undefined],
    ]
    for (const [change, expected] of steps) {
      const answer = await patch(alice, id, [change])
      expect(answer.status, answer.text).toBe(200)
      expect(answer.json<Image>().own).toBe(expected)
    }
  })

  test('~1 stands for / and ~0 for ~', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const answer = await patch(alice, id, [{ op: 'add', path: '/a~1b~0c', value: 'v' }])
    expect(answer.json<Image>()['a/b~c']).toBe('v')
  })

  test('the older content type names the operation as the key', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    const answer = await patch(alice, id, [{ add: '/own', value: 'v' }], images)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json<Image>().own).toBe('v')
  })

  test('os_hash and other base names cannot be made up', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    expect((await patch(alice, id, [{ op: 'add', path: '/os_glance_x', value: 'v' }])).status).toBe(
      403,
    )
  })
})

test('all operations or none', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice, { name: 'old' })
  const answer = await patch(alice, id, [
    { op: 'replace', path: '/name', value: 'new' },
    { op: 'add', path: '/own', value: 'v' },
    { op: 'replace', path: '/no_such', value: 'v' },
  ])
  expect(answer.status).toBe(409)
  const image = await show(alice, id)
  expect(image.name).toBe('old')
  expect(image.own).toBeUndefined()
})

test('several at once, in their order', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  const answer = await patch(alice, id, [
    { op: 'add', path: '/own', value: 'one' },
    { op: 'replace', path: '/own', value: 'two' },
    { op: 'add', path: '/other', value: 'x' },
    { op: 'remove', path: '/other' },
    { op: 'replace', path: '/name', value: uniqueName('patched') },
  ])
  expect(answer.json<Image>().own).toBe('two')
  expect(answer.json<Image>().other).toBeUndefined()
})

test('an empty list of changes is fine', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  expect((await patch(alice, id, [])).status).toBe(200)
})

test.describe('refused changes', () => {
  const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }]
  const add = (path: string, value: unknown) => [{ op: 'add', path, value }]
  const remove = (path: string) => [{ op: 'remove', path }]
  const readOnly = (name: string) => `Attribute '${name}' is read-only.`
  const operations = 'It must be one of the following: add, remove, replace.'
  const many = Array.from({ length: 129 }, (_, at) => `t${at}`)
  const cases: Array<[unknown, number, string | RegExp]> = [
    [replace('/no_such', 'v'), 409, `${conflicting} Property no_such does not exist.`],
    [remove('/no_such'), 409, `${conflicting} Property no_such does not exist.`],
    [remove('/name'), 403, `${accessDenied} Property name may not be removed.`],
    [remove('/tags'), 403, `${accessDenied} Property tags may not be removed.`],
    [remove('/visibility'), 403, `${accessDenied} Property visibility may not be removed.`],
    ...['id', 'status', 'size', 'checksum', 'created_at', 'os_hash_value', 'self'].map(
      (name): [unknown, number, string] => [replace(`/${name}`, 'x'), 403, readOnly(name)],
    ),
    [add('/deleted', 'x'), 403, "Attribute 'deleted' is reserved."],
    [add('/os_glance_x', 'v'), 403, "Attribute 'os_glance_x' is reserved."],
    [replace('/locations', []), 403, `${accessDenied} Cannot set locations to empty list.`],
    [
      replace('/visibility', 'public'),
      403,
      'You are not authorized to complete publicize_image action.',
    ],
    [replace('/owner', null), 403, `${accessDenied} Owner can't be updated by non admin.`],
    [replace('/name', 5), 400, notInSchema("5 is not of type 'null', 'string'")],
    [replace('/name', '😀'), 400, "Name can't contain 4 byte unicode characters."],
    [add('/own', 5), 400, notInSchema("5 is not of type 'string'")],
    [add('/own', null), 400, notInSchema("None is not of type 'string'")],
    [add('/kernel_id', 'x'), 400, notInSchema("'x' does not match")],
    [
      replace('/visibility', 'secret'),
      400,
      notInSchema("'secret' is not one of \\['community', 'public', 'private', 'shared'\\]"),
    ],
    [replace('/protected', 'yes'), 400, notInSchema("'yes' is not of type 'boolean'")],
    [
      replace('/min_ram', -1),
      400,
      "Invalid value '-1' for parameter 'min_ram': Cannot be a negative value",
    ],
    [
      replace('/min_ram', 2147483648),
      400,
      "'min_ram' value out of range, must not exceed 2147483647.",
    ],
    [replace('/disk_format', 'zip'), 400, notInSchema("'zip' is not one of \\[None, 'ami'")],
    [replace('/tags', 'x'), 400, notInSchema("'x' is not of type 'array'")],
    [
      [{ op: 'test', path: '/name', value: 'x' }],
      400,
      `Invalid operation: \`test\`. ${operations}`,
    ],
    [
      [{ op: 'move', path: '/own', from: '/name' }],
      400,
      `Invalid operation: \`move\`. ${operations}`,
    ],
    [add('/tags/-', 'x'), 400, "Invalid JSON pointer for this resource: '/tags/-'"],
    [add('/a/b', 'x'), 400, "Invalid JSON pointer for this resource: '/a/b'"],
    [add('own', 'x'), 400, 'Pointer `own` does not start with "/".'],
    [add('/own/', 'x'), 400, 'Pointer `/own/` end with "/".'],
    [
      add('/a~2', 'x'),
      400,
      'Pointer `/a~2` contains "~" not part of a recognized escape sequence.',
    ],
    [[{ op: 'add', path: '/own' }], 400, 'Operation "add" requires a member named "value".'],
    [[{ op: 'add', value: 'x' }], 400, "Unable to find 'path' in JSON Schema change"],
    [
      [{ path: '/own', value: 'x' }],
      400,
      `Unable to find \`op\` in JSON Schema change. ${operations}`,
    ],
    [
      { op: 'add', path: '/own', value: 'x' },
      400,
      'Request body must be a JSON array of operation objects.',
    ],
    ['x', 400, 'Unexpected body type. Expected list/dict.'],
    [[5], 400, 'Operations must be JSON objects.'],
    [undefined, 400, 'Body expected in request.'],
    [
      replace('/tags', many),
      413,
      'The limit has been exceeded on the number of allowed image tags. Attempted: 129, Maximum: 128',
    ],
    [
      many.map((name) => ({ op: 'add', path: `/${name}`, value: 'v' })),
      413,
      /^The limit has been exceeded on the number of allowed image properties\. Attempted: 1\d\d, Maximum: 128$/,
    ],
  ]
  for (const [changes, status, message] of cases) {
    test(`${`${JSON.stringify(changes)}`.slice(0, 80)} is ${status}`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      expectGlanceError(await patch(alice, id, changes), status, message)
    })
  }

  for (const type of ['application/json', 'application/json-patch+json', 'text/plain']) {
    test(`the content type ${type} is 415, with the right ones`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      const answer = await patch(alice, id, [], type)
      expect(answer.status).toBe(415)
      expect(answer.headers.get('accept-patch')).toBe(`${images}, ${patchType}`)
    })
  }

  test('an unknown image is 404', async () => {
    const answer = await patch(await as('alice'), 'nope', [{ op: 'add', path: '/own', value: 'v' }])
    expectGlanceError(answer, 404, 'No image found with ID nope')
  })

  test('the formats of an active image cannot change, even to the same', async ({ active }) => {
    const alice = await as('alice')
    const { id } = await active(alice, { disk_format: 'raw' })
    for (const path of ['/disk_format', '/container_format']) {
      const value = path === '/disk_format' ? 'raw' : 'bare'
      expectGlanceError(
        await patch(alice, id, [{ op: 'replace', path, value }]),
        403,
        `Attribute ${path.slice(1)} can be only replaced for a queued image.`,
      )
    }
    expect((await patch(alice, id, [{ op: 'replace', path: '/name', value: 'x' }])).status).toBe(
      200,
    )
  })

  test('the owner: an admin may change it, nobody else', async ({ queued }) => {
    const [alice, bob, admin] = [await as('alice'), await as('bob'), await as('admin')]
    const { id } = await queued(alice)
    const change = [{ op: 'replace', path: '/owner', value: bob.projectId }]
    expectGlanceError(
      await patch(alice, id, change),
      403,
      `${accessDenied} Owner can't be updated by non admin.`,
    )
    expect((await patch(admin, id, change)).json<Image>().owner).toBe(bob.projectId)
    expect((await alice.image('GET', `/images/${id}`)).status).toBe(404)
  })
})
