import { describe, expect, it } from 'vitest'
import {
  changesBetween,
  changesLeft,
  driftOf,
  keysThatDiffer,
  moveOn,
  propertyNameFault,
  sameValue,
} from './image-changes'
import { imageSchema } from './schemas/image'

const image = (extra: Record<string, unknown> = {}) =>
  imageSchema.parse({
    id: 'a',
    name: 'ubuntu',
    status: 'active',
    visibility: 'shared',
    tags: ['b', 'a'],
    min_disk: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    os_distro: 'ubuntu',
    ...extra,
  })

describe('changesBetween', () => {
  it('keeps only what differs, with what was seen', () => {
    const wanted = {
      name: 'debian',
      min_disk: 1,
      os_distro: null,
      os_version: '12',
      tags: ['a', 'b'],
    }
    expect(changesBetween(image(), wanted)).toEqual([
      { key: 'name', value: 'debian', base: 'ubuntu' },
      { key: 'os_distro', value: null, base: 'ubuntu' },
      { key: 'os_version', value: '12' },
    ])
  })

  it('does not remove a property that is not there', () => {
    expect(changesBetween(image(), { os_version: null })).toEqual([])
  })

  it('takes an empty value for something else than no value', () => {
    expect(changesBetween(image(), { os_version: '' })).toEqual([{ key: 'os_version', value: '' }])
  })

  it('does not mistake a method of every object for a property', () => {
    expect(changesBetween(image(), { constructor: 'x' })).toEqual([
      { key: 'constructor', value: 'x' },
    ])
  })
})

describe('driftOf', () => {
  const changes = changesBetween(image(), { name: 'debian', os_version: '12' })

  it('is empty while nobody else touched the same keys', () => {
    expect(driftOf(changes, image({ min_disk: 9, tags: [] }))).toEqual([])
  })

  it('tells what was seen, what is there now and what is wanted', () => {
    expect(driftOf(changes, image({ name: 'fedora', os_version: '11' }))).toEqual([
      { key: 'name', seen: 'ubuntu', theirs: 'fedora', mine: 'debian' },
      { key: 'os_version', seen: undefined, theirs: '11', mine: '12' },
    ])
  })

  it('leaves out what somebody else made the same', () => {
    const now = image({ name: 'debian' })
    expect(driftOf(changesLeft(changes, now), now)).toEqual([])
    expect(changesLeft(changes, now).map(({ key }) => key)).toEqual(['os_version'])
  })

  it('ends when the view moves on', () => {
    const now = image({ name: 'fedora' })
    const seen = moveOn(image(), now, ['name'])
    expect(driftOf(changesBetween(seen, { name: 'debian' }), now)).toEqual([])
    const removed = image({ os_distro: undefined })
    delete removed.os_distro
    expect(Object.hasOwn(moveOn(image(), removed, ['os_distro']), 'os_distro')).toBe(false)
  })
})

describe('sameValue and keysThatDiffer', () => {
  it('ignore the order of tags', () => {
    expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(true)
    expect(keysThatDiffer(image(), image({ tags: ['a', 'b'], name: 'x' }))).toEqual(['name'])
  })
})

describe('propertyNameFault', () => {
  it.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['x'.repeat(256), 'tooLong'],
    ['os_glance_stage_host', 'reserved'],
    ['size', 'taken'],
    ['stores', 'taken'],
    ['os_distro', 'exists'],
    ['os_version', undefined],
    ['hw/disk~bus', undefined],
  ])('of %j is %s', (name, expected) => {
    expect(propertyNameFault(name, ['os_distro'])).toBe(expected)
  })
})
