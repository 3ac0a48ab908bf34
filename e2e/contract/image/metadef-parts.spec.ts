import { expect } from '@playwright/test'
import { expectGlanceError, glanceTime } from '@/e2e/contract/errors'
import { namespacePath, sampleObject, test } from '@/e2e/contract/metadefs'
import { as, uniqueName } from '@/e2e/contract/session'

const mayNot = (action: string) => `You are not authorized to complete ${action} action.`
const times = {
  created_at: expect.stringMatching(glanceTime),
  updated_at: expect.stringMatching(glanceTime),
}
const property = {
  name: 'cpu',
  title: 'CPU',
  type: 'string',
  description: 'd',
  enum: ['a', 'b'],
  default: 'a',
  operators: ['<in>'],
}

test.describe('resource types', () => {
  const image = { name: 'OS::Glance::Image', prefix: 'hw_', properties_target: 'image' }

  test('the known ones are listed', async () => {
    const answer = await (await as('alice')).image('GET', '/metadefs/resource_types')
    const { resource_types: types } = answer.json<{ resource_types: Array<{ name: string }> }>()
    expect(types.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['OS::Glance::Image', 'OS::Nova::Flavor']),
    )
  })

  test('are tied to a namespace, listed, and untied', async ({ namespace }) => {
    const [admin, alice] = [await as('admin'), await as('alice')]
    const name = await namespace()
    const path = namespacePath(name, '/resource_types')
    const tied = await admin.image('POST', path, { json: image })
    expect([tied.status, tied.json()]).toEqual([201, { ...image, ...times }])
    expect((await alice.image('GET', path)).json()).toEqual({
      resource_type_associations: [{ ...image, ...times }],
    })
    expectGlanceError(
      await admin.image('POST', path, { json: { name: image.name } }),
      409,
      `The metadata definition resource-type association of resource-type=${image.name} to namespace=${name} already exists.`,
    )
    expect((await admin.image('DELETE', `${path}/${image.name}`)).status).toBe(204)
    expectGlanceError(
      await admin.image('DELETE', `${path}/${image.name}`),
      404,
      `Failed to find resource type ${image.name} to delete`,
    )
  })

  test('an unknown one is made', async ({ namespace }) => {
    const admin = await as('admin')
    const type = uniqueName('My::Type')
    const path = namespacePath(await namespace(), '/resource_types')
    expect((await admin.image('POST', path, { json: { name: type } })).json()).toEqual({
      name: type,
      ...times,
    })
  })

  test('a member may not, and a name is needed', async ({ namespace }) => {
    const path = namespacePath(await namespace(), '/resource_types')
    expectGlanceError(
      await (await as('alice')).image('POST', path, { json: image }),
      403,
      mayNot('add_metadef_resource_type_association'),
    )
    expectGlanceError(
      await (await as('admin')).image('POST', path, { json: {} }),
      400,
      /'name' is a required property/,
    )
  })
})

test.describe('properties', () => {
  test('the life of one', async ({ namespace }) => {
    const [admin, alice] = [await as('admin'), await as('alice')]
    const name = await namespace()
    const path = namespacePath(name, '/properties')
    const made = await admin.image('POST', path, { json: property })
    expect([made.status, made.json()]).toEqual([201, property])
    expect((await alice.image('GET', `${path}/cpu`)).json()).toEqual(property)
    expect((await alice.image('GET', path)).json()).toEqual({ properties: { cpu: property } })
    expectGlanceError(
      await admin.image('POST', path, { json: property }),
      409,
      `A metadata definition property with name=cpu already exists in namespace=${name}.`,
    )
    const renamed = await admin.image('PUT', `${path}/cpu`, { json: { ...property, name: 'cpu2' } })
    expect([renamed.status, renamed.json()]).toEqual([200, { ...property, name: 'cpu2' }])
    expectGlanceError(await alice.image('GET', `${path}/cpu`), 404, 'Could not find property cpu')
    expect((await admin.image('DELETE', `${path}/cpu2`)).status).toBe(204)
    expectGlanceError(
      await admin.image('DELETE', `${path}/cpu2`),
      404,
      'Could not find property cpu2',
    )
  })

  test('a resource type puts its prefix before the names', async ({ namespace }) => {
    const alice = await as('alice')
    const name = await namespace({
      resource_type_associations: [{ name: 'OS::Glance::Image', prefix: 'hw_' }],
      properties: { cpu: { title: 'CPU', type: 'string' } },
    })
    const query = '?resource_type=OS::Glance::Image'
    const whole = await alice.image('GET', `${namespacePath(name)}${query}`)
    expect(Object.keys(whole.json<{ properties: object }>().properties)).toEqual(['hw_cpu'])
    const path = namespacePath(name, '/properties')
    expect((await alice.image('GET', `${path}/hw_cpu${query}`)).status).toBe(200)
    expectGlanceError(
      await alice.image('GET', `${path}/cpu${query}`),
      404,
      "Property cpu does not start with the expected resource type association prefix of 'hw_'.",
    )
  })

  for (const [what, json, message] of [
    ['no type', { name: 'x' }, "'type' is a required property"],
    [
      'an unknown type',
      { name: 'x', title: 'x', type: 'zzz' },
      "'zzz' is not one of \\['array', 'boolean', 'integer', 'number', 'object', 'string', None\\]",
    ],
  ] as const) {
    test(`one with ${what} is 400`, async ({ namespace }) => {
      const answer = await (await as('admin')).image(
        'POST',
        namespacePath(await namespace(), '/properties'),
        { json },
      )
      expectGlanceError(
        answer,
        400,
        new RegExp(`^Provided object does not match schema 'property': ${message}`),
      )
    })
  }

  test('all go at once', async ({ namespace }) => {
    const path = namespacePath(
      await namespace({ properties: { cpu: { title: 'CPU', type: 'string' } } }),
      '/properties',
    )
    expect((await (await as('admin')).image('DELETE', path)).status).toBe(204)
    expect((await (await as('alice')).image('GET', path)).json()).toEqual({ properties: {} })
  })
})

test.describe('objects', () => {
  test('the life of one', async ({ namespace }) => {
    const [admin, alice] = [await as('admin'), await as('alice')]
    const name = await namespace()
    const path = namespacePath(name, '/objects')
    const whole = {
      ...sampleObject,
      ...times,
      self: `/v2${path}/Obj`,
      schema: '/v2/schemas/metadefs/object',
    }
    const made = await admin.image('POST', path, { json: sampleObject })
    expect([made.status, made.json()]).toEqual([201, whole])
    expect((await alice.image('GET', `${path}/Obj`)).json()).toEqual(whole)
    // Glance 25 leaves out the first slash here; both ways of writing are taken.
    expect((await alice.image('GET', path)).json()).toEqual({
      objects: [whole],
      schema: expect.stringMatching(/^\/?v2\/schemas\/metadefs\/objects$/),
    })
    expectGlanceError(
      await admin.image('POST', path, { json: sampleObject }),
      409,
      `A metadata definition object with name=Obj already exists in namespace=${name}.`,
    )
    const changed = await admin.image('PUT', `${path}/Obj`, {
      json: { ...sampleObject, description: 'e' },
    })
    expect(changed.json()).toMatchObject({ name: 'Obj', description: 'e' })
    expect((await admin.image('DELETE', `${path}/Obj`)).status).toBe(204)
    for (const method of ['GET', 'DELETE']) {
      expectGlanceError(
        await admin.image(method, `${path}/Obj`),
        404,
        'Could not find metadata object Obj',
      )
    }
  })

  test('without a name is 400', async ({ namespace }) => {
    const answer = await (await as('admin')).image(
      'POST',
      namespacePath(await namespace(), '/objects'),
      { json: {} },
    )
    expectGlanceError(
      answer,
      400,
      /^Provided object does not match schema 'object': 'name' is a required property/,
    )
  })

  test('all go at once', async ({ namespace }) => {
    const path = namespacePath(await namespace({ objects: [sampleObject] }), '/objects')
    expect((await (await as('admin')).image('DELETE', path)).status).toBe(204)
    expect((await (await as('alice')).image('GET', path)).json()).toMatchObject({ objects: [] })
  })
})

test.describe('tags', () => {
  test('the life of one', async ({ namespace }) => {
    const [admin, alice] = [await as('admin'), await as('alice')]
    const name = await namespace()
    const path = namespacePath(name, '/tags')
    const made = await admin.image('POST', `${path}/one`)
    expect([made.status, made.json()]).toEqual([201, { name: 'one', ...times }])
    expectGlanceError(
      await admin.image('POST', `${path}/one`),
      409,
      `A metadata tag with name=one already exists in namespace=${name}. (Please note that metadata tag names are case insensitive).`,
    )
    expect((await alice.image('GET', `${path}/one`)).json()).toEqual({ name: 'one', ...times })
    const renamed = await admin.image('PUT', `${path}/one`, { json: { name: 'two' } })
    expect([renamed.status, renamed.json()]).toEqual([200, { name: 'two', ...times }])
    expectGlanceError(
      await alice.image('GET', `${path}/one`),
      404,
      'Could not find metadata tag one',
    )
    expect((await admin.image('DELETE', `${path}/two`)).status).toBe(204)
    expect((await admin.image('DELETE', `${path}/two`)).status).toBe(404)
  })

  test('many replace those there are, or are added to them', async ({ namespace }) => {
    const admin = await as('admin')
    const path = namespacePath(await namespace({ tags: [{ name: 'old' }] }), '/tags')
    const names = async () =>
      (await admin.image('GET', path))
        .json<{ tags: Array<{ name: string }> }>()
        .tags.map(({ name }) => name)
        .sort()
    const json = { tags: [{ name: 'x' }, { name: 'y' }] }
    const made = await admin.image('POST', path, { json })
    expect([made.status, made.json()]).toEqual([201, json])
    expect(await names()).toEqual(['x', 'y'])
    const more = { json: { tags: [{ name: 'z' }] }, headers: { 'x-openstack-append': 'True' } }
    expect((await admin.image('POST', path, more)).status).toBe(201)
    expect(await names()).toEqual(['x', 'y', 'z'])
    expect(
      (await admin.image('POST', path, { json: { tags: [{ name: 'q' }, { name: 'q' }] } })).status,
    ).toBe(409)
    expect((await admin.image('DELETE', path)).status).toBe(204)
    expect(await names()).toEqual([])
  })
})

test('a member may not write any part', async ({ namespace }) => {
  const alice = await as('alice')
  const name = await namespace({
    objects: [sampleObject],
    properties: { cpu: { title: 'C', type: 'string' } },
    tags: [{ name: 't' }],
  })
  for (const [method, below, json, action] of [
    ['POST', '/properties', property, 'add_metadef_property'],
    ['PUT', '/properties/cpu', property, 'modify_metadef_property'],
    ['DELETE', '/properties/cpu', undefined, 'remove_metadef_property'],
    ['POST', '/objects', sampleObject, 'add_metadef_object'],
    ['PUT', '/objects/Obj', sampleObject, 'modify_metadef_object'],
    ['DELETE', '/objects/Obj', undefined, 'delete_metadef_object'],
    ['POST', '/tags/x', undefined, 'add_metadef_tag'],
    ['DELETE', '/tags/t', undefined, 'delete_metadef_tag'],
  ] as const) {
    await test.step(`${method} ${below}`, async () => {
      const answer = await alice.image(method, namespacePath(name, below), json ? { json } : {})
      expectGlanceError(answer, 403, mayNot(action))
    })
  }
})

for (const part of ['properties', 'objects', 'tags', 'resource_types']) {
  test(`the ${part} of an unknown namespace are 404`, async () => {
    const answer = await (await as('alice')).image('GET', namespacePath('nope', `/${part}`))
    expectGlanceError(answer, 404, /nope/)
  })
}
