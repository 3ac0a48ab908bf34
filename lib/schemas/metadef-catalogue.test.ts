import { describe, expect, it } from 'vitest'
import { namespaceDetailSchema } from './metadef'
import { definedGroups, definitionsByName, searchGroups } from './metadef-catalogue'

const spaces = [
  {
    namespace: 'B::Two',
    visibility: 'public',
    properties: { os_distro: { title: 'Distribution', type: 'string' } },
  },
  {
    namespace: 'A::One',
    display_name: 'Alpha',
    description: 'About machines',
    visibility: 'public',
    properties: {
      hw_bus: { title: 'Disk bus', type: 'string', enum: ['virtio', 'scsi'] },
      hw_count: { title: 'A count', type: 'integer', description: 'How many sockets' },
    },
    objects: [
      { name: 'Empty' },
      { name: 'Guest', properties: { os_distro: { title: 'D', type: 'string', enum: ['x'] } } },
    ],
  },
].map((space) => namespaceDetailSchema.parse(space))

const groups = definedGroups(spaces)
const found = (query: string) =>
  searchGroups(groups, query).flatMap(({ properties }) => properties.map(({ name }) => name))

describe('definedGroups', () => {
  it('sorts namespaces and properties by title and drops what is empty', () => {
    expect(groups.map(({ title, object }) => [title, object?.name])).toEqual([
      ['Alpha', undefined],
      ['Alpha', 'Guest'],
      ['B::Two', undefined],
    ])
    expect(groups[0]?.properties.map(({ name }) => name)).toEqual(['hw_count', 'hw_bus'])
  })
})

describe('searchGroups', () => {
  it.each([
    ['', 4],
    ['virtio', 1],
    ['SOCKETS', 1],
    ['machines', 3],
    ['machines bus', 1],
    ['guest', 1],
    ['b::two', 1],
    ['os_distro', 2],
    ['nothing like it', 0],
  ])('"%s" finds %i', (query, count) => {
    expect(found(query)).toHaveLength(count)
  })
})

describe('definitionsByName', () => {
  it('keeps the description that says more', () => {
    expect(definitionsByName(groups).get('os_distro')?.definition.enum).toEqual(['x'])
    expect(definitionsByName([...groups].reverse()).get('os_distro')?.namespace).toBe('A::One')
  })
})
