import { describe, expect, it } from 'vitest'
import { namespaceDetailSchema } from './metadef'
import { namespaceBodyOf, namespaceFileOf, readNamespaceFile } from './metadef-file'

const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }
const answer = {
  namespace: 'OS::Test',
  display_name: 'Test',
  visibility: 'public',
  protected: true,
  owner: 'admin-project',
  self: '/v2/metadefs/namespaces/OS::Test',
  schema: '/v2/schemas/metadefs/namespace',
  ...times,
  resource_type_associations: [{ name: 'OS::Glance::Image', prefix: 'hw_', ...times }],
  properties: {
    count: { title: 'Count', type: 'integer', minimum: 1, default: '2', enum: null, items: null },
  },
  objects: [
    {
      name: 'Group',
      required: [],
      properties: { flag: { title: 'Flag', type: 'boolean' } },
      self: '/x',
      schema: '/y',
      ...times,
    },
  ],
  tags: [{ name: 'one' }],
}

describe('namespaceFileOf', () => {
  it('keeps what a file holds and drops what Glance adds', () => {
    expect(namespaceFileOf(namespaceDetailSchema.parse(answer))).toEqual({
      namespace: 'OS::Test',
      display_name: 'Test',
      visibility: 'public',
      protected: true,
      resource_type_associations: [{ name: 'OS::Glance::Image', prefix: 'hw_' }],
      properties: { count: { title: 'Count', type: 'integer', minimum: 1, default: '2' } },
      objects: [
        { name: 'Group', required: [], properties: { flag: { title: 'Flag', type: 'boolean' } } },
      ],
      tags: [{ name: 'one' }],
    })
  })

  it('can be read again', () => {
    const file = namespaceFileOf(namespaceDetailSchema.parse(answer))
    expect(readNamespaceFile(JSON.stringify(file)).file).toEqual(file)
    expect(readNamespaceFile(JSON.stringify(answer)).file).toMatchObject({
      tags: [{ name: 'one' }],
    })
  })
})

describe('namespaceBodyOf', () => {
  it('keeps the owner, which a write without it would change', () => {
    expect(namespaceBodyOf(namespaceDetailSchema.parse(answer))).toEqual({
      namespace: 'OS::Test',
      display_name: 'Test',
      visibility: 'public',
      protected: true,
      owner: 'admin-project',
    })
  })

  it('leaves an emptied text out', () => {
    const body = { namespace: 'N', display_name: '', visibility: 'private', protected: false }
    expect(namespaceBodyOf(body)).not.toHaveProperty('display_name')
  })
})

describe('readNamespaceFile', () => {
  it('makes texts of defaults and choices, as Glance keeps them', () => {
    const text = JSON.stringify({
      namespace: 'N',
      properties: { p: { title: 'P', type: 'integer', default: 1, enum: [1, 2] } },
    })
    expect(readNamespaceFile(text).file?.properties?.p).toMatchObject({
      default: '1',
      enum: ['1', '2'],
    })
  })

  it('says what is wrong and where', () => {
    expect(readNamespaceFile('{').fault).toEqual({ kind: 'notJson' })
    expect(readNamespaceFile('[]').fault).toMatchObject({ kind: 'form' })
    const text = JSON.stringify({
      namespace: 'N',
      objects: [{ name: 'O', properties: { p: { title: 'P', type: 'colour' } } }],
    })
    expect(readNamespaceFile(text).fault).toMatchObject({
      kind: 'form',
      place: 'objects › 0 › properties › p › type',
    })
    expect(readNamespaceFile('{"namespace":"N","colour":1}').fault).toMatchObject({ kind: 'form' })
  })
})
