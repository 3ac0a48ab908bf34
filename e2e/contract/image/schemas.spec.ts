import { expect } from '@playwright/test'
import { expectGlanceError } from '@/e2e/contract/errors'
import { test } from '@/e2e/contract/images'
import { as } from '@/e2e/contract/session'

type Property = {
  type?: unknown
  enum?: unknown[]
  readOnly?: boolean
  is_base?: boolean
  maxLength?: number
}
type Schema = {
  name: string
  properties: Record<string, Property>
  additionalProperties?: unknown
  links?: unknown[]
  required?: string[]
}

async function schema(name: string): Promise<Schema> {
  const answer = await (await as('alice')).image('GET', `/schemas/${name}`)
  expect(answer.status).toBe(200)
  return answer.json<Schema>()
}

for (const [path, name] of [
  ['image', 'image'],
  ['images', 'images'],
  ['member', 'member'],
  ['members', 'members'],
  ['task', 'task'],
  ['tasks', 'tasks'],
  ['metadefs/namespace', 'namespace'],
  ['metadefs/namespaces', 'namespaces'],
  ['metadefs/resource_type', 'resource_type_association'],
  ['metadefs/resource_types', 'resource_type_associations'],
  ['metadefs/property', 'property'],
  ['metadefs/properties', 'properties'],
  ['metadefs/object', 'object'],
  ['metadefs/objects', 'objects'],
  ['metadefs/tag', 'tag'],
  ['metadefs/tags', 'tags'],
] as const) {
  test(`/schemas/${path} is the schema ${name}`, async () => {
    const found = await schema(path)
    expect(found.name).toBe(name)
    expect(Object.keys(found.properties).length).toBeGreaterThan(0)
  })
}

test('the image schema tells the formats and the known properties', async () => {
  const { properties, additionalProperties, links } = await schema('image')
  expect(properties.disk_format?.enum).toEqual([
    null,
    'ami',
    'ari',
    'aki',
    'vhd',
    'vhdx',
    'vmdk',
    'raw',
    'qcow2',
    'vdi',
    'iso',
    'ploop',
  ])
  expect(properties.container_format?.enum).toEqual([
    null,
    'ami',
    'ari',
    'aki',
    'bare',
    'ovf',
    'ova',
    'docker',
    'compressed',
  ])
  expect(properties.visibility?.enum).toEqual(['community', 'public', 'private', 'shared'])
  expect(properties.status?.enum).toEqual([
    'queued',
    'saving',
    'active',
    'killed',
    'deleted',
    'uploading',
    'importing',
    'pending_delete',
    'deactivated',
  ])
  expect(properties.status?.readOnly).toBe(true)
  expect(properties.name).toMatchObject({ type: ['null', 'string'], maxLength: 255 })
  for (const known of [
    'architecture',
    'os_distro',
    'os_version',
    'kernel_id',
    'ramdisk_id',
    'instance_uuid',
    'description',
  ]) {
    expect(properties[known]?.is_base, known).toBe(false)
  }
  expect(additionalProperties).toEqual({ type: 'string' })
  expect(links).toEqual([
    { rel: 'self', href: '{self}' },
    { rel: 'enclosure', href: '{file}' },
    { rel: 'describedby', href: '{schema}' },
  ])
})

test('the member schema tells the statuses', async () => {
  const { properties } = await schema('member')
  expect(properties.status?.enum).toEqual(['pending', 'accepted', 'rejected'])
  expect(Object.keys(properties).sort()).toEqual([
    'created_at',
    'image_id',
    'member_id',
    'schema',
    'status',
    'updated_at',
  ])
})

test('the namespace schema tells what is needed', async () => {
  const found = await schema('metadefs/namespace')
  expect(found.required).toEqual(['namespace'])
  expect(found.properties.visibility?.enum).toEqual(['public', 'private'])
  expect(found.additionalProperties).toBe(false)
})

test('an unknown one is 404', async () => {
  expectGlanceError(
    await (await as('alice')).image('GET', '/schemas/nothing'),
    404,
    'The resource could not be found.',
  )
})
