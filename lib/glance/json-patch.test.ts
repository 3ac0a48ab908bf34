import { describe, expect, it } from 'vitest'
import { patchOperations } from '@/lib/image-changes'
import { type Image, imageSchema } from '@/lib/schemas/image'
import { assertUnchanged } from './json-patch'

const image = (more: Record<string, unknown> = {}): Image =>
  imageSchema.parse({
    id: '1',
    status: 'active',
    visibility: 'shared',
    created_at: '',
    updated_at: '',
    name: 'a',
    tags: ['x', 'y'],
    ...more,
  })

describe('patchOperations', () => {
  it('replaces what every image has and adds custom properties', () => {
    expect(
      patchOperations([
        { key: 'name', value: 'b' },
        { key: 'os_distro', value: 'debian' },
      ]),
    ).toEqual([
      { op: 'replace', path: '/name', value: 'b' },
      { op: 'add', path: '/os_distro', value: 'debian' },
    ])
  })

  it('removes a custom property and empties a name', () => {
    expect(
      patchOperations([
        { key: 'os_distro', value: null },
        { key: 'name', value: null },
      ]),
    ).toEqual([
      { op: 'remove', path: '/os_distro' },
      { op: 'replace', path: '/name', value: null },
    ])
  })

  it('escapes ~ before / in a key', () => {
    expect(patchOperations([{ key: 'a/b~c', value: 'v' }])[0]?.path).toBe('/a~1b~0c')
  })

  it.each(['__proto__', 'constructor'])('treats %s as a property like any other', (key) => {
    expect(patchOperations([{ key, value: 'v' }])).toEqual([
      { op: 'add', path: `/${key}`, value: 'v' },
    ])
  })
})

describe('assertUnchanged', () => {
  it('passes when the person saw what is there', () => {
    expect(() =>
      assertUnchanged(
        [
          { key: 'name', value: 'b', base: 'a' },
          { key: 'new', value: '1' },
          { key: 'tags', value: [], base: ['y', 'x'] },
        ],
        image(),
      ),
    ).not.toThrow()
  })

  it('names each field that moved', () => {
    const changes = [
      { key: 'name', value: 'b', base: 'old' },
      { key: 'os_distro', value: 'debian' },
    ]
    expect(() => assertUnchanged(changes, image({ os_distro: 'ubuntu' }))).toThrow(
      expect.objectContaining({ code: 'conflict', extra: { changedKeys: 'name,os_distro' } }),
    )
  })

  it('does not find inherited keys', () => {
    expect(() => assertUnchanged([{ key: 'constructor', value: 'v' }], image())).not.toThrow()
  })
})
