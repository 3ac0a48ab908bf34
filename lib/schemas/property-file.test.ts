import { describe, expect, it } from 'vitest'
import { imageSchema } from './image'
import { changesOfFile, propertyFileOf, readPropertyFile } from './property-file'

const image = imageSchema.parse({
  id: 'i',
  status: 'active',
  visibility: 'private',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  os_distro: 'ubuntu',
  keep: 'me',
})

describe('readPropertyFile', () => {
  it('reads what was written', () => {
    const { properties, leftOut } = readPropertyFile(propertyFileOf(image))
    expect([...(properties ?? [])]).toEqual([
      ['keep', 'me'],
      ['os_distro', 'ubuntu'],
    ])
    expect(leftOut).toEqual([])
  })

  it('makes texts, and leaves out what cannot be a property', () => {
    const { properties, leftOut } = readPropertyFile(
      '{"a": 1, "b": true, "c": null, "d": [1], "checksum": "x", "os_glance_x": "y", "": "z"}',
    )
    expect([...(properties ?? [])]).toEqual([
      ['a', '1'],
      ['b', 'true'],
    ])
    expect(leftOut?.map(({ name, reason }) => [name, reason])).toEqual([
      ['c', 'value'],
      ['d', 'value'],
      ['checksum', 'taken'],
      ['os_glance_x', 'reserved'],
      ['', 'empty'],
    ])
  })

  it('reads what the command line prints', () => {
    const { properties } = readPropertyFile('{"id": "i", "properties": {"os_distro": "debian"}}')
    expect([...(properties ?? [])]).toEqual([['os_distro', 'debian']])
  })

  it.each([
    ['{', 'notJson'],
    ['[]', 'notObject'],
    ['"text"', 'notObject'],
  ])('%s is refused', (text, fault) => {
    expect(readPropertyFile(text).fault).toBe(fault)
  })
})

describe('changesOfFile', () => {
  const properties = new Map([
    ['os_distro', 'debian'],
    ['keep', 'me'],
    ['fresh', '1'],
  ])
  it('changes and adds, and removes only when asked', () => {
    expect(changesOfFile(image, properties, false)).toEqual([
      { key: 'os_distro', value: 'debian', base: 'ubuntu' },
      { key: 'fresh', value: '1' },
    ])
    expect(changesOfFile(image, new Map([['keep', 'me']]), true)).toEqual([
      { key: 'os_distro', value: null, base: 'ubuntu' },
    ])
  })
})
