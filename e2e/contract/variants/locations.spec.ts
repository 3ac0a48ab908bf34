import { createServer, type Server } from 'node:http'
import { expect } from '@playwright/test'
import { accessDenied, expectGlanceError, notInSchema } from '@/e2e/contract/errors'
import { type Image, patch, show, test } from '@/e2e/contract/images'
import { as } from '@/e2e/contract/session'
import { onVariant } from '@/e2e/contract/variant'

const host = '127.0.0.80'

onVariant({
  real: ['--locations', '--web-download', host],
  local: ['--locations', '--policy', 'old', '--web-download-allow', host],
  abilities: { policy: 'old', locations: true, webDownload: [host] },
})

let server: Server
let url = ''

test.beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { 'content-length': '11' })
    response.end(request.method === 'HEAD' ? undefined : 'hello world')
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  if (address && typeof address === 'object') url = `http://${host}:${address.port}/image`
})

test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Location = { url: string; metadata: Record<string, string> }
const add = (where: string, location: unknown) => [
  { op: 'add', path: `/locations/${where}`, value: location },
]
const at = (end = '') => ({ url: `${url}${end}`, metadata: {} })
const urls = (image: Image) =>
  (image.locations as Location[]).map((one) => one.url.replace(url, ''))

test('a store for reading from the web is listed', async () => {
  const answer = await (await as('alice')).image('GET', '/info/stores')
  expect(answer.json<{ stores: unknown[] }>().stores).toContainEqual({
    id: 'web',
    'read-only': 'true',
  })
})

test('an image without data has an empty list', async ({ queued }) => {
  expect((await queued(await as('alice'))).locations).toEqual([])
})

test('an uploaded image shows where it is', async ({ active }) => {
  const image = await active(await as('alice'))
  const [location] = image.locations as Location[]
  expect(location?.metadata).toEqual({ store: 'fast' })
  expect(image.direct_url).toBe(location?.url)
})

test('a location makes a queued image active, with its size and data', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  const answer = await patch(alice, id, add('-', at()))
  expect(answer.status, answer.text).toBe(200)
  expect(answer.json()).toMatchObject({
    status: 'active',
    size: 11,
    checksum: null,
    os_hash_value: null,
    stores: 'web',
    direct_url: url,
    locations: [{ url, metadata: { store: 'web' } }],
  })
  expect((await alice.image('GET', `/images/${id}/file`)).text).toBe('hello world')
})

test('hashes can be given with it', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  const hashes = {
    checksum: '5eb63bbbe01eeed093cb22bb8f5acdc3',
    os_hash_algo: 'sha512',
    os_hash_value:
      '309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f',
  }
  const answer = await patch(alice, id, add('-', { ...at(), validation_data: hashes }))
  expect(answer.status, answer.text).toBe(200)
  expect(answer.json()).toMatchObject({ status: 'active', ...hashes })
})

test('more are put in at a place, and taken away by it', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  await patch(alice, id, add('-', at('1')))
  expect(urls((await patch(alice, id, add('-', at('2')))).json<Image>())).toEqual(['1', '2'])
  expect((await patch(alice, id, [{ op: 'remove', path: '/locations/0' }])).status).toBe(200)
  expect(urls(await show(alice, id))).toEqual(['2'])
})

test('the same twice is 400', async ({ queued }) => {
  const alice = await as('alice')
  const { id } = await queued(alice)
  await patch(alice, id, add('-', at()))
  expectGlanceError(
    await patch(alice, id, add('-', at())),
    400,
    `The location ${url} already exists`,
  )
})

test.describe('refused', () => {
  const cases: Array<[string, () => unknown, number, string | RegExp]> = [
    [
      'a file',
      () => add('-', { url: 'file:///etc/passwd', metadata: {} }),
      400,
      'Invalid location',
    ],
    ['no URL', () => add('-', { url: 'nonsense', metadata: {} }), 400, 'Invalid location'],
    [
      'a host that is not allowed',
      () => add('-', { url: 'http://127.0.0.1/x', metadata: {} }),
      400,
      'The Store URI was malformed.',
    ],
    ['text', () => add('-', 'x'), 400, notInSchema("'x' is not of type 'object'")],
    [
      'without url',
      () => add('-', { metadata: {} }),
      400,
      notInSchema("'url' is a required property"),
    ],
    [
      'without hash',
      () => add('-', { ...at(), validation_data: { checksum: 'x' } }),
      400,
      notInSchema("'os_hash_algo' is a required property"),
    ],
    ['at no place', () => add('x', at()), 400, 'Invalid position for adding a location.'],
    [
      'an empty list',
      () => [{ op: 'replace', path: '/locations', value: [] }],
      403,
      `${accessDenied} Cannot set locations to empty list.`,
    ],
    [
      'text for the list',
      () => [{ op: 'replace', path: '/locations', value: 'x' }],
      400,
      notInSchema("'x' is not of type 'array'"),
    ],
    [
      'removal of all',
      () => [{ op: 'remove', path: '/locations' }],
      400,
      "Invalid JSON pointer for this resource: '/locations'",
    ],
    [
      'removal while queued',
      () => [{ op: 'remove', path: '/locations/0' }],
      409,
      "It's not allowed to remove locations if image status is queued.",
    ],
  ]
  for (const [what, changes, status, message] of cases) {
    test(`${what} is ${status}`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      expectGlanceError(await patch(alice, id, changes()), status, message)
      expect((await show(alice, id)).status).toBe('queued')
    })
  }

  test('removal of one that is not there is 400', async ({ queued }) => {
    const alice = await as('alice')
    const { id } = await queued(alice)
    await patch(alice, id, add('-', at('1')))
    await patch(alice, id, add('-', at('2')))
    expectGlanceError(
      await patch(alice, id, [{ op: 'remove', path: '/locations/7' }]),
      400,
      'Invalid position for removing a location.',
    )
  })

  test('by others is 403', async ({ queued }) => {
    const { id } = await queued(await as('alice'), { visibility: 'community' })
    expectGlanceError(
      await patch(await as('bob'), id, add('-', at())),
      403,
      'You do not own this image',
    )
  })
})
