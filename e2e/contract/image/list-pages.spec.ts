import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { type Image, type ImageList, list, test } from '@/e2e/contract/images'
import { as, type Session, uniqueName } from '@/e2e/contract/session'

type Queued = (session: Session, image?: object) => Promise<Image>

/** Images a, b, c … under one tag; their names tell the order of their making. */
async function makeSome(queued: Queued, count: number) {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const images: Image[] = []
  for (const letter of 'abcdefgh'.slice(0, count)) {
    images.push(await queued(alice, { name: `${tag}-${letter}`, tags: [tag] }))
  }
  return { alice, tag, images, ids: images.map(({ id }) => id) }
}

const page = async (session: Session, path: string) => {
  const answer = await session.image('GET', path.replace(/^\/v2/, ''))
  expect(answer.status, answer.text).toBe(200)
  return answer.json<ImageList>()
}

test('a list names its first page and its schema', async () => {
  const body = await page(await as('alice'), '/images?tag=none&limit=7')
  expect(body).toEqual({
    images: [],
    first: '/v2/images?tag=none&limit=7',
    schema: '/v2/schemas/images',
  })
})

test('without a query the first page is the plain path', async () => {
  const body = await page(await as('alice'), '/images')
  expect(body.first).toBe('/v2/images')
  expect(body.images.length).toBeLessThanOrEqual(25)
})

test('pages follow next to the end; a full last page is followed by an empty one', async ({
  queued,
}) => {
  const { alice, tag, ids } = await makeSome(queued, 4)
  const first = await page(alice, `/images?tag=${tag}&limit=2&sort=name:asc`)
  expect(first.images.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(first.next).toContain(`marker=${ids[1]}`)
  expect(first.next).toContain('limit=2')
  const second = await page(alice, first.next ?? '')
  expect(second.images.map(({ id }) => id)).toEqual(ids.slice(2))
  const third = await page(alice, second.next ?? '')
  expect(third.images).toEqual([])
  expect(third.next).toBeUndefined()
})

test('a page that is not full has no next', async ({ queued }) => {
  const { alice, tag } = await makeSome(queued, 2)
  expect((await page(alice, `/images?tag=${tag}&limit=3`)).next).toBeUndefined()
})

test('limit 0 gives none, a huge one is taken as the largest', async ({ queued }) => {
  const { alice, tag, ids } = await makeSome(queued, 2)
  expect(await list(alice, `tag=${tag}&limit=0`)).toEqual([])
  expect(await list(alice, `tag=${tag}&limit=100000`)).toHaveLength(ids.length)
})

test('a marker is the last image seen, in any order', async ({ queued }) => {
  const { alice, tag, ids } = await makeSome(queued, 4)
  for (const [query, expected] of [
    [`sort=name:asc&marker=${ids[1]}`, [ids[2], ids[3]]],
    [`sort=name:desc&marker=${ids[2]}`, [ids[1], ids[0]]],
    [`sort=created_at:asc,name:asc&marker=${ids[3]}`, []],
    [`sort=disk_format,name&marker=${ids[2]}`, [ids[1], ids[0]]],
  ] as const) {
    await test.step(query, async () => {
      const found = await list(alice, `tag=${tag}&${query}`)
      expect(found.map(({ id }) => id)).toEqual(expected)
    })
  }
})

test('a marker of an image one cannot see is 403', async ({ queued }) => {
  const { ids } = await makeSome(queued, 1)
  const answer = await (await as('bob')).image('GET', `/images?marker=${ids[0]}`)
  expectGlanceError(answer, 403, `Forbidding request, image ${ids[0]} not visible`)
})

test('the newest come first by default', async ({ queued }) => {
  const { alice, tag, images } = await makeSome(queued, 2)
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const newest = await queued(alice, { name: `${tag}-z`, tags: [tag] })
  const found = await list(alice, `tag=${tag}`)
  expect(found[0]?.id).toBe(newest.id)
  expect(found).toHaveLength(images.length + 1)
})

test('every key sorts, both ways, in both ways of writing', async ({ queued, active }) => {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const small = await active(
    alice,
    { name: `${tag}-b`, tags: [tag], disk_format: 'raw', container_format: 'bare' },
    'a',
  )
  const large = await active(
    alice,
    { name: `${tag}-a`, tags: [tag], disk_format: 'vdi', container_format: 'ovf' },
    'aaaa',
  )
  const empty = await queued(alice, {
    name: `${tag}-c`,
    tags: [tag],
    disk_format: 'iso',
    container_format: 'ova',
  })
  const names = new Map([
    [small.id, 'small'],
    [large.id, 'large'],
    [empty.id, 'empty'],
  ])
  const order = async (query: string) =>
    (await list(alice, `tag=${tag}&${query}`)).map(({ id }) => names.get(id)).join(' ')
  for (const [key, ascending] of [
    ['name', 'large small empty'],
    ['disk_format', 'empty small large'],
    ['container_format', 'small empty large'],
    ['status,name', 'large small empty'],
  ] as const) {
    await test.step(key, async () => {
      expect(
        await order(
          `sort=${key
            .split(',')
            .map((one) => `${one}:asc`)
            .join(',')}`,
        ),
      ).toBe(ascending)
      const keys = key
        .split(',')
        .map((one) => `sort_key=${one}&sort_dir=desc`)
        .join('&')
      expect(await order(keys)).toBe(ascending.split(' ').reverse().join(' '))
    })
  }
  await test.step('size, within those that have one', async () => {
    expect(await order('status=active&sort=size:asc')).toBe('small large')
    expect(await order('status=active&sort_key=size')).toBe('large small')
  })
  await test.step('id', async () => {
    const ids = (await list(alice, `tag=${tag}&sort=id:asc`)).map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
  })
})

test('one direction serves several keys', async ({ queued }) => {
  const { alice, tag, ids } = await makeSome(queued, 3)
  const found = await list(alice, `tag=${tag}&sort_key=disk_format&sort_key=name&sort_dir=asc`)
  expect(found.map(({ id }) => id)).toEqual(ids)
})

test('next keeps only the last of a repeated parameter', async ({ queued }) => {
  const alice = await as('alice')
  const [a, b] = [uniqueName('tag'), uniqueName('tag')]
  await queued(alice, { tags: [a, b] })
  const body = await page(alice, `/images?tag=${a}&tag=${b}&limit=1`)
  expect(body.images).toHaveLength(1)
  expect(body.next).toContain(`tag=${b}`)
  expect(body.next).not.toContain(`tag=${a}`)
})

test('an image in a list is the image itself', async ({ active }) => {
  const alice = await as('alice')
  const tag = uniqueName('tag')
  const image = await active(alice, { tags: [tag], own: 'value' })
  expect(await list(alice, `tag=${tag}`)).toEqual([image])
})
