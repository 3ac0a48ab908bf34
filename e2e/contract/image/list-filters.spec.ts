import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { type Image, list, test } from '@/e2e/contract/images'
import { as, uniqueName } from '@/e2e/contract/session'

type Queued = (session: Awaited<ReturnType<typeof as>>, image?: object) => Promise<Image>
type Active = (
  session: Awaited<ReturnType<typeof as>>,
  image?: object,
  data?: string,
) => Promise<Image>

/** Four images under one tag, so that other tests' images never come between. */
async function makeFour(queued: Queued, active: Active) {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const one = await active(
    alice,
    { name: `${tag}-one`, tags: [tag, 'x', 'y'], min_disk: 1, os_distro: 'debian' },
    'a',
  )
  const two = await active(
    alice,
    {
      name: `${tag}, two`,
      tags: [tag, 'x'],
      disk_format: 'qcow2',
      min_ram: 64,
      os_distro: 'ubuntu',
    },
    'bbbb',
  )
  const three = await queued(alice, {
    name: `${tag}:three`,
    tags: [tag],
    container_format: 'ovf',
    protected: true,
    visibility: 'private',
    'a b': 'v',
  })
  const four = await queued(alice, {
    name: `${tag}-four`,
    tags: [tag, 'y'],
    disk_format: null,
    container_format: null,
    visibility: 'community',
  })
  return { alice, tag, one, two, three, four }
}

test('every filter finds what fits', async ({ queued, active }) => {
  const { alice, tag, one, two, three, four } = await makeFour(queued, active)
  const all = [one, two, three, four]
  const cases: Array<[string, Image[]]> = [
    ['', all],
    [`name=${tag}-one`, [one]],
    [`name=eq:${tag}-one`, [one]],
    [`name=eq:${tag}:three`, [three]],
    [`name=in:${tag}-one,${tag}-four`, [one, four]],
    [`name=in:"${tag}, two",${tag}-four`, [two, four]],
    [`name=${tag.toUpperCase()}-ONE`, []],
    [`name=${tag}`, []],
    [`id=${one.id}`, [one]],
    [`id=in:${one.id},${two.id}`, [one, two]],
    ['status=active', [one, two]],
    ['status=queued', [three, four]],
    ['status=in:active,queued', all],
    ['status=saving', []],
    ['status=nonsense', []],
    ['disk_format=raw', [one, three]],
    ['disk_format=in:raw,qcow2', [one, two, three]],
    ['container_format=ovf', [three]],
    ['container_format=in:ovf,bare', [one, two, three]],
    ['visibility=private', [three]],
    ['visibility=shared', [one, two]],
    ['visibility=community', [four]],
    ['visibility=public', []],
    ['visibility=all', all],
    ['protected=true', [three]],
    ['protected=false', [one, two, four]],
    ['os_hidden=false', all],
    ['os_hidden=true', []],
    ['size_min=2', [two]],
    ['size_max=1', [one]],
    ['size_min=1&size_max=4', [one, two]],
    ['min_disk=1', [one]],
    ['min_ram=64', [two]],
    [`owner=${alice.projectId}`, all],
    ['owner=somebody', []],
    ['tag=x', [one, two]],
    ['tag=x&tag=y', [one]],
    ['tag=none', []],
    ['os_distro=debian', [one]],
    ['os_distro=ubuntu', [two]],
    ['os_distro=in:debian,ubuntu', []],
    ['a%20b=v', [three]],
    ['no_such_property=v', []],
    [`checksum=${one.checksum}`, [one]],
    [`os_hash_value=${two.os_hash_value}`, [two]],
    ['os_hash_algo=sha512', [one, two]],
    ['status=active&disk_format=qcow2&min_ram=64', [two]],
  ]
  for (const [query, expected] of cases) {
    await test.step(query, async () => {
      const found = await list(alice, `tag=${tag}&${query}`)
      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
    })
  }
})

test('times compare with gt, gte, lt, lte, eq and neq', async ({ queued }) => {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const image = await queued(alice, { tags: [tag] })
  const at = image.created_at
  const later = new Date(Date.parse(at) + 5000).toISOString().replace('.000Z', 'Z')
  // Whether an image is equal to its own second depends on the precision of Glance's database.
  for (const key of ['created_at', 'updated_at']) {
    for (const [filter, found] of [
      [`gte:${at}`, true],
      [`lt:${at}`, false],
      [`gt:${later}`, false],
      [`lte:${later}`, true],
      [`neq:${later}`, true],
      [`eq:${later}`, false],
      [later, false],
      ['gt:2020-01-01T00:00:00Z', true],
      ['gt:2020-01-01', true],
      ['lt:2020-01-01T00:00:00Z', false],
    ] as const) {
      await test.step(`${key}=${filter}`, async () => {
        const images = await list(alice, `tag=${tag}&${key}=${encodeURIComponent(filter)}`)
        expect(images).toHaveLength(found ? 1 : 0)
      })
    }
  }
})

test.describe('filters that are refused', () => {
  const notNumeric = 'Unable to filter on a range with a non-numeric value.'
  const sortKey = (key: string) =>
    `Invalid sort key: ${key}. It must be one of the following: name, status, container_format, disk_format, size, id, created_at, updated_at.`
  const cases: Array<[string, string]> = [
    ['name=gt:x', "Unable to filter by unknown operator 'gt'."],
    ['name=a:b', "Unable to filter by unknown operator 'a'."],
    ['status=neq:active', "Unable to filter by unknown operator 'neq'."],
    ['size_min=x', notNumeric],
    ['size_max=1.5', notNumeric],
    ['foo_min=x', notNumeric],
    [
      'protected=maybe',
      "Invalid value 'maybe' for 'protected' filter. Valid values are 'true' or 'false'.",
    ],
    [
      'protected=True',
      "Invalid value 'True' for 'protected' filter. Valid values are 'true' or 'false'.",
    ],
    ['protected=', "Invalid value '' for 'protected' filter. Valid values are 'true' or 'false'."],
    ['visibility=secret', 'Invalid visibility value: secret'],
    ['member_status=maybe', 'Invalid status: maybe'],
    [
      'os_hidden=maybe',
      "Invalid value 'maybe' for 'os_hidden' filter. Valid values are 'true' or 'false'.",
    ],
    [
      'created_at=gt:yesterday',
      'Bad "created_at" query filter format. Use ISO 8601 DateTime notation.',
    ],
    ['updated_at=x', 'Bad "updated_at" query filter format. Use ISO 8601 DateTime notation.'],
    ['created_at=in:2020-01-01T00:00:00Z', 'Unable to filter on a unknown operator.'],
    ['name=in:"x', 'Invalid filter value "x. The quote is not closed.'],
    ['limit=-1', 'limit param must be positive'],
    ['limit=x', 'limit param must be an integer'],
    ['limit=', 'limit param must be an integer'],
    ['marker=nope', 'No image found with ID nope'],
    ['sort_key=owner', sortKey('owner')],
    ['sort_key=visibility', sortKey('visibility')],
    ['sort_key=nope', sortKey('nope')],
    ['sort=owner', sortKey('owner')],
    ['sort=', sortKey('')],
    ['sort_dir=up', 'Invalid sort direction: up'],
    ['sort=name:up', 'Invalid sort direction: up'],
    ['sort=name&sort_key=name', 'Old and new sorting syntax cannot be combined'],
    ['sort=name&sort_dir=asc', 'Old and new sorting syntax cannot be combined'],
    [
      'sort_key=name&sort_key=id&sort_dir=asc&sort_dir=asc&sort_dir=asc',
      'Number of sort dirs does not match the number of sort keys',
    ],
    ['changes-since=x', 'The "changes-since" filter is no longer available on v2.'],
  ]
  for (const [query, message] of cases) {
    test(`${query} is 400`, async () => {
      expectGlanceError(await (await as('alice')).image('GET', `/images?${query}`), 400, message)
    })
  }
})
