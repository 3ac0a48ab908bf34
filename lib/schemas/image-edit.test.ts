import { describe, expect, it } from 'vitest'
import { changesBetween } from '@/lib/image-changes'
import { imageSchema } from './image'
import { imageEditOf, imageEditSchema, visibilityChoices, wantedOf } from './image-edit'

const image = imageSchema.parse({
  id: 'a',
  name: null,
  status: 'queued',
  visibility: 'shared',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  os_distro: 'ubuntu',
  os_version: '',
})

const changed = (edit: Partial<ReturnType<typeof imageEditOf>>) =>
  changesBetween(image, wantedOf(image, { ...imageEditOf(image), ...edit }))

describe('the edit form', () => {
  it('asks for nothing when nothing was touched, not even for a null name or an empty property', () => {
    expect(changed({})).toEqual([])
  })

  it('removes an emptied property instead of storing empty text', () => {
    expect(changed({ os_distro: '' })).toEqual([{ key: 'os_distro', value: null, base: 'ubuntu' }])
  })

  it('sends numbers, booleans and formats as Glance wants them', () => {
    expect(changed({ min_disk: 20, protected: true, disk_format: 'raw' })).toEqual([
      { key: 'protected', value: true, base: false },
      { key: 'min_disk', value: 20, base: 0 },
      { key: 'disk_format', value: 'raw', base: null },
    ])
  })

  it('takes an emptied number for none', () => {
    expect(changed({ min_disk: undefined })).toEqual([])
  })

  it.each([-1, 1.5, 2147483648, Number.NaN])('refuses %s as an amount', (min_ram) => {
    expect(imageEditSchema.safeParse({ ...imageEditOf(image), min_ram }).success).toBe(false)
  })

  it('does not take half-typed amounts for a change', () => {
    expect(changed({ min_ram: Number.NaN })).toEqual([])
  })

  it('keeps a visibility it does not know choosable', () => {
    expect(visibilityChoices('shared')).toEqual(['private', 'shared', 'community', 'public'])
    expect(visibilityChoices('tribal')).toContain('tribal')
  })
})
