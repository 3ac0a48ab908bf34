import { describe, expect, it } from 'vitest'
import { type Image, imageSchema } from '@/lib/schemas/image'
import { compareFields, compareMembers, compareProperties, compareTags } from './compare-rows'

const image = (over: Record<string, unknown>): Image =>
  imageSchema.parse({
    id: 'i',
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...over,
  })
const differing = (rows: ReadonlyArray<{ key: string; differs: boolean }>) =>
  rows.filter(({ differs }) => differs).map(({ key }) => key)

describe('two images side by side', () => {
  it('marks the fields that differ', () => {
    const a = image({ size: 1, protected: true, min_ram: 512 })
    const b = image({ size: 2, protected: true })
    expect(differing(compareFields(a, b))).toEqual(['size', 'min_ram'])
    expect(differing(compareFields(a, a))).toEqual([])
  })

  it('has every property of either, and tells an empty one from none', () => {
    const a = image({ os_distro: 'debian', note: '', same: 'x', os_glance_x: 'internal' })
    const b = image({ os_version: '12', same: 'x' })
    expect(compareProperties(a, b)).toEqual([
      { key: 'note', a: '', b: undefined, differs: true },
      { key: 'os_distro', a: 'debian', b: undefined, differs: true },
      { key: 'os_version', a: undefined, b: '12', differs: true },
      { key: 'same', a: 'x', b: 'x', differs: false },
    ])
  })

  it('minds no order of tags', () => {
    const a = image({ tags: ['b', 'a'] })
    expect(differing(compareTags(a, image({ tags: ['a', 'b'] })))).toEqual([])
    expect(differing(compareTags(a, image({ tags: ['a', 'c'] })))).toEqual(['b', 'c'])
  })

  it('compares what members answered', () => {
    const member = (member_id: string, status: 'pending' | 'accepted') => ({
      member_id,
      image_id: 'i',
      status,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    })
    const rows = compareMembers(
      [member('p', 'pending')],
      [member('p', 'accepted'), member('q', 'pending')],
    )
    expect(differing(rows)).toEqual(['p', 'q'])
  })
})
