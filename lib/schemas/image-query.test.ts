import { describe, expect, it } from 'vitest'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { isPropertyFilter, upstreamQuery } from './image-query'

const queryOf = (search: string) => upstreamQuery(loadImageListParams(new URLSearchParams(search)))

describe('upstreamQuery', () => {
  it('sorts newest first unless told otherwise', () => {
    expect(queryOf('')).toEqual([['sort', 'created_at:desc']])
    expect(queryOf('sort=name')).toEqual([['sort', 'name:asc']])
    expect(queryOf('sort=size&dir=desc')).toEqual([['sort', 'size:desc']])
  })

  it('knows an MD5 checksum from a digest by its length', () => {
    const md5 = 'D41D8CD98F00B204E9800998ECF8427E'
    const digest = 'ab'.repeat(64)
    expect(queryOf(`hash=${md5}`)).toContainEqual(['checksum', md5.toLowerCase()])
    expect(queryOf(`hash=%20${digest}`)).toContainEqual(['os_hash_value', digest])
    expect(queryOf('hash=%20')).toEqual([['sort', 'created_at:desc']])
  })

  it('refuses a sort key that Glance would answer with 400', () => {
    expect(queryOf('sort=owner')).toEqual([['sort', 'created_at:desc']])
  })

  it('asks for several values with in:, quoting commas', () => {
    expect(queryOf('status=queued,saving')).toContainEqual(['status', 'in:queued,saving'])
    expect(upstreamQuery({ ...loadImageListParams(''), id: ['a,b', 'c'] })).toContainEqual([
      'id',
      'in:"a,b",c',
    ])
  })

  it('sends a name with a colon as eq:', () => {
    expect(queryOf('name=a:b')).toContainEqual(['name', 'eq:a:b'])
    expect(queryOf('name=plain')).toContainEqual(['name', 'plain'])
  })

  it('repeats tag, so that all of them must be there', () => {
    expect(queryOf('tag=lts,gpu').filter(([key]) => key === 'tag')).toEqual([
      ['tag', 'lts'],
      ['tag', 'gpu'],
    ])
  })

  it('writes times as Glance reads them', () => {
    expect(queryOf('created_from=2026-01-02T03:04:05.678Z')).toContainEqual([
      'created_at',
      'gte:2026-01-02T03:04:05Z',
    ])
    expect(queryOf('updated_to=2026-01-02T03:04:05.000Z')).toContainEqual([
      'updated_at',
      'lte:2026-01-02T03:04:05Z',
    ])
  })

  it('splits a property filter at its first colon', () => {
    expect(queryOf('property=hw_note:a:b')).toContainEqual(['hw_note', 'a:b'])
  })

  it('never sends q: Glance would take it for a property and find nothing', () => {
    expect(queryOf('q=ubuntu').map(([key]) => key)).not.toContain('q')
  })
})

describe('isPropertyFilter', () => {
  it.each([
    '',
    'limit',
    'marker',
    'sort',
    'disk_min',
    'anything_max',
    'tag',
    'visibility',
  ])('refuses %j', (key) => {
    expect(isPropertyFilter(key)).toBe(false)
  })

  it.each(['os_distro', 'hw_disk_bus', 'constructor'])('accepts %j', (key) => {
    expect(isPropertyFilter(key)).toBe(true)
  })
})
