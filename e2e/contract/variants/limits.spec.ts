import { expect } from '@playwright/test'
import { conflicting, expectGlanceError } from '@/e2e/contract/errors'
import { type Image, list, patch, show, test, upload } from '@/e2e/contract/images'
import { stage } from '@/e2e/contract/imports'
import {
  as,
  authenticate,
  glanceUrl,
  passwordAuth,
  projectScope,
  type TokenBody,
} from '@/e2e/contract/session'
import { onVariant } from '@/e2e/contract/variant'
import { target } from '@/e2e/target'

const cap = 1024 * 1024

const quota =
  'image_size_total=10,image_stage_total=10,image_count_total=10,image_count_uploading=2'
const protections = 'e2e/real-cloud/property-protections.conf'

onVariant({
  real: ['--size-cap', String(cap), '--quota', '--property-protections', '--second-region'],
  local: [
    ...['--size-cap', String(cap), '--quota', quota, '--property-protections', protections],
    ...['--second-region', '--no-cache', '--policy', 'old', '--images', '0'],
  ],
  abilities: {
    policy: 'old',
    cache: false,
    quota: true,
    propertyProtections: true,
    secondRegion: true,
  },
})

test.describe('the largest image', () => {
  for (const [how, send] of [
    ['upload', upload],
    ['stage', stage],
  ] as const) {
    test(`a byte more is 413 on ${how}, and the image is queued again`, async ({ queued }) => {
      const alice = await as('alice')
      const { id } = await queued(alice)
      expectGlanceError(
        await send(alice, id, 'x'.repeat(cap + 1)),
        413,
        'The incoming image is too large: The provided image is too large.',
      )
      expect(await show(alice, id)).toMatchObject({ status: 'queued', size: null, checksum: null })
      expect((await send(alice, id, 'x'.repeat(cap))).status, 'the same image again').toBe(204)
    })
  }
})

test.describe('limits of a project', () => {
  type Usage = { usage: Record<string, { usage: number; limit: number }> }
  const usage = async () =>
    (await (await as('corpAlice')).image('GET', '/info/usage')).json<Usage>().usage

  test('are shown with what is used, in MiB', async ({ queued }) => {
    const alice = await as('corpAlice')
    expect(await usage()).toEqual({
      image_size_total: { usage: 0, limit: 10 },
      image_stage_total: { usage: 0, limit: 10 },
      image_count_total: { usage: 0, limit: 10 },
      image_count_uploading: { usage: 0, limit: 2 },
    })
    const [one, two] = [await queued(alice), await queued(alice)]
    await upload(alice, one.id, 'x'.repeat(cap))
    await stage(alice, two.id, 'x'.repeat(cap))
    expect(await usage()).toMatchObject({
      image_size_total: { usage: 1 },
      image_stage_total: { usage: 1 },
      image_count_total: { usage: 2 },
      image_count_uploading: { usage: 1 },
    })
  })

  test('one image too many is 413, and says why', async ({ queued }) => {
    const alice = await as('corpAlice')
    for (let made = 0; made < 10; made += 1) await queued(alice)
    const answer = await alice.image('POST', '/images', { json: {} })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain(
      `Project ${alice.projectId} is over a limit for [Resource image_count_total is over limit of 10 due to current usage 10 and delta 1]`,
    )
  })

  test('one upload too many is 413', async ({ queued }) => {
    const alice = await as('corpAlice')
    const images = [await queued(alice), await queued(alice), await queued(alice)]
    const answers = []
    for (const { id } of images) answers.push(await stage(alice, id, 'x'))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 413])
  })
})

test.describe('protected properties', () => {
  const reserved = (name: string) => `Attribute '${name}' is reserved.`

  test('those of admins cannot be made or seen by members', async ({ queued }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    expectGlanceError(
      await alice.image('POST', '/images', { json: { x_admin_note: 'v' } }),
      403,
      reserved('x_admin_note'),
    )
    const { id } = await queued(alice, { tags: ['protected-properties'] })
    const set = [{ op: 'add', path: '/x_admin_note', value: 'v' }]
    expectGlanceError(await patch(alice, id, set), 403, reserved('x_admin_note'))
    expect((await patch(admin, id, set)).json<Image>().x_admin_note).toBe('v')
    expect((await show(admin, id)).x_admin_note).toBe('v')
    expect(await show(alice, id)).not.toHaveProperty('x_admin_note')
    expect((await list(alice, 'tag=protected-properties'))[0]).not.toHaveProperty('x_admin_note')
    for (const change of [{ op: 'replace', value: 'w' }, { op: 'remove' }]) {
      expectGlanceError(
        await patch(alice, id, [{ ...change, path: '/x_admin_note' }]),
        409,
        `${conflicting} Property x_admin_note does not exist.`,
      )
    }
  })

  test('frozen ones are written once by members', async ({ queued }) => {
    const [alice, admin] = [await as('alice'), await as('admin')]
    const { id } = await queued(alice, { x_frozen_by: 'alice', free: 'v' })
    for (const op of ['add', 'replace', 'remove']) {
      const change = op === 'remove' ? { op } : { op, value: 'w' }
      expectGlanceError(
        await patch(alice, id, [{ ...change, path: '/x_frozen_by' }]),
        403,
        reserved('x_frozen_by'),
      )
    }
    const both = [
      { op: 'replace', path: '/free', value: 'w' },
      { op: 'replace', path: '/x_frozen_by', value: 'w' },
    ]
    expect((await patch(alice, id, both)).status).toBe(403)
    expect((await show(alice, id)).free, 'all or none').toBe('v')
    expect((await patch(admin, id, both)).json()).toMatchObject({ free: 'w', x_frozen_by: 'w' })
  })
})

test.describe('without a cache', () => {
  for (const [method, path] of [
    ['GET', '/cache'],
    ['DELETE', '/cache'],
  ] as const) {
    test(`${method} ${path} is 404`, async () => {
      expectGlanceError(
        await (await as('admin')).image(method, path),
        404,
        'Caching via API is not supported at this site.',
      )
    })
  }

  test('its versions of the API are not listed', async () => {
    const answer = await fetch(`${await glanceUrl()}/versions`)
    const { versions } = (await answer.json()) as { versions: Array<{ id: string }> }
    const ids = versions.map(({ id }) => id)
    expect(ids[0]).toBe('v2.15')
    expect(ids).not.toContain('v2.14')
    expect(ids).not.toContain('v2.16')
  })
})

test('a second region stands in the catalogue with another Glance', async () => {
  const answer = await authenticate(passwordAuth(target.accounts.alice, projectScope('demo')))
  const catalog = answer.json<TokenBody>().token.catalog ?? []
  const image = catalog.find(({ type }) => type === 'image')?.endpoints ?? []
  const urlOf = (region: string) =>
    image.find((one) => one.region === region && one.interface === 'public')?.url
  expect(image).toHaveLength(6)
  expect(urlOf('RegionTwo')).not.toBe(urlOf('RegionOne'))
  const alice = await as('alice')
  const { id } = (await alice.image('POST', '/images', { json: {} })).json<Image>()
  const there = await fetch(`${urlOf('RegionTwo')}/v2/images/${id}`, {
    headers: { 'x-auth-token': alice.token },
  })
  expect(there.status).toBe(404)
  await alice.image('DELETE', `/images/${id}`)
})
