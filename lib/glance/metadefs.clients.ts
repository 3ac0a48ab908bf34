import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAs } from '@/e2e/open-as'
import type { Cloud } from '@/lib/openstack/cloud'
import { imageResourceType } from '@/lib/schemas/metadef'
import { namespaceFileSchema } from '@/lib/schemas/metadef-body'
import {
  addAssociation,
  addMetadefObject,
  addMetadefProperty,
  addMetadefTag,
  removeMetadefPart,
  setMetadefObject,
  setMetadefProperty,
} from './metadef-parts'
import {
  createNamespace,
  deleteNamespace,
  getNamespace,
  listImageDefinitions,
  listNamespaces,
  listResourceTypes,
  setNamespace,
} from './metadefs'

const mark = `Clients::${Date.now()}`
const made: string[] = []
let admin: Cloud
let alice: Cloud

async function make(name: string, more: object = {}) {
  const body = namespaceFileSchema.parse({ namespace: `${mark}::${name}`, ...more })
  made.push(body.namespace)
  return createNamespace(admin, body)
}

beforeAll(async () => {
  admin = await openAs('admin', 'admin')
  alice = await openAs('alice', 'demo')
})

afterAll(async () => {
  for (const namespace of made) {
    await setNamespace(admin, namespace, {
      namespace,
      visibility: 'private',
      protected: false,
    }).catch(() => undefined)
    await deleteNamespace(admin, namespace).catch(() => undefined)
  }
})

describe('namespaces', () => {
  it('are made with all their parts and read with the prefix for images', async () => {
    const { namespace } = await make('whole', {
      visibility: 'public',
      resource_type_associations: [{ name: imageResourceType, prefix: 'vt_' }],
      properties: {
        level: { title: 'Level', type: 'integer', minimum: 1, maximum: 5, default: 3 },
        mode: { title: 'Mode', type: 'string', enum: ['a', 'b'] },
      },
      objects: [{ name: 'Group', properties: { flag: { title: 'Flag', type: 'boolean' } } }],
      tags: [{ name: 'one' }],
    })
    const plain = await getNamespace(alice, namespace)
    expect(Object.keys(plain.properties ?? {}).sort()).toEqual(['level', 'mode'])
    expect(plain.properties?.level).toMatchObject({ minimum: 1, maximum: 5, default: '3' })
    expect(plain.tags).toMatchObject([{ name: 'one' }])
    const found = (await listImageDefinitions(alice)).find((one) => one.namespace === namespace)
    expect(Object.keys(found?.properties ?? {}).sort()).toEqual(['vt_level', 'vt_mode'])
    expect(Object.keys(found?.objects?.[0]?.properties ?? {})).toEqual(['vt_flag'])
  })

  it('are listed by name over several pages, narrowed by resource type', async () => {
    const { namespace } = await make('flavors', {
      visibility: 'public',
      resource_type_associations: [{ name: 'OS::Nova::Flavor' }],
    })
    const all = (await listNamespaces(alice)).map((one) => one.namespace)
    expect(all).toContain(namespace)
    expect(new Set(all).size).toBe(all.length)
    const ofImages = (await listNamespaces(alice, imageResourceType)).map((one) => one.namespace)
    expect(ofImages.length).toBeGreaterThan(3)
    expect(ofImages).not.toContain(namespace)
    expect(await listResourceTypes(alice)).toContain('OS::Nova::Flavor')
  })

  it('keep their parts when their fields are replaced; a protected one stays', async () => {
    const { namespace, owner } = await make('fields', { tags: [{ name: 'stays' }] })
    await expect(getNamespace(alice, namespace)).rejects.toMatchObject({ code: 'not_found' })
    const changed = await setNamespace(admin, namespace, {
      namespace,
      display_name: 'Shown',
      visibility: 'public',
      protected: true,
      ...(owner ? { owner } : {}),
    })
    expect(changed).toMatchObject({ display_name: 'Shown', visibility: 'public', protected: true })
    expect((await getNamespace(alice, namespace)).tags).toMatchObject([{ name: 'stays' }])
    await expect(deleteNamespace(admin, namespace)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(deleteNamespace(alice, namespace)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('cannot be made twice, nor by everybody', async () => {
    const { namespace } = await make('twice')
    const body = namespaceFileSchema.parse({ namespace })
    await expect(createNamespace(admin, body)).rejects.toMatchObject({ code: 'conflict' })
    const other = namespaceFileSchema.parse({ namespace: `${mark}::alice` })
    await expect(createNamespace(alice, other)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('parts', () => {
  it('are added, replaced under a new name and taken off', async () => {
    const { namespace } = await make('parts')
    const read = () => getNamespace(admin, namespace)
    await addMetadefProperty(admin, namespace, { name: 'p', title: 'P', type: 'string' })
    await setMetadefProperty(admin, namespace, 'p', {
      name: 'q',
      title: 'Q',
      type: 'array',
      items: { type: 'string', enum: ['x', 'y'] },
    })
    expect((await read()).properties).toMatchObject({
      q: { title: 'Q', type: 'array', items: { enum: ['x', 'y'] } },
    })
    await addMetadefObject(admin, namespace, { name: 'o', description: 'first' })
    await setMetadefObject(admin, namespace, 'o', {
      name: 'o2',
      required: ['n'],
      properties: { n: { title: 'N', type: 'number' } },
    })
    expect((await read()).objects).toMatchObject([
      { name: 'o2', required: ['n'], properties: { n: { type: 'number' } } },
    ])
    await addMetadefTag(admin, namespace, 'a tag')
    await addAssociation(admin, namespace, { name: 'OS::Cinder::Volume', prefix: 'v_' })
    expect(await read()).toMatchObject({
      tags: [{ name: 'a tag' }],
      resource_type_associations: [{ name: 'OS::Cinder::Volume', prefix: 'v_' }],
    })
    await removeMetadefPart(admin, namespace, 'properties', 'q')
    await removeMetadefPart(admin, namespace, 'objects', 'o2')
    await removeMetadefPart(admin, namespace, 'tags', 'a tag')
    await removeMetadefPart(admin, namespace, 'resource_types', 'OS::Cinder::Volume')
    const left = await read()
    expect(Object.keys(left.properties ?? {})).toEqual([])
    expect([left.objects ?? [], left.tags ?? [], left.resource_type_associations ?? []]).toEqual([
      [],
      [],
      [],
    ])
  })

  it('are refused twice, by others, and where there is no namespace', async () => {
    const { namespace } = await make('refused', { visibility: 'public' })
    const body = { name: 'p', title: 'P', type: 'string' as const }
    await addMetadefProperty(admin, namespace, body)
    const add = (cloud: Cloud, name: string) => addMetadefProperty(cloud, name, body)
    await expect(add(admin, namespace)).rejects.toMatchObject({ code: 'conflict' })
    await expect(add(alice, namespace)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(add(admin, `${mark}::none`)).rejects.toMatchObject({ code: 'not_found' })
  })
})
