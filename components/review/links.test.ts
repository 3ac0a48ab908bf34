import { describe, expect, it } from 'vitest'
import { loadImageListParams, serializeImageListParams } from '@/lib/schemas/image-list'
import { upstreamQuery } from '@/lib/schemas/image-query'
import { loadReviewListParams } from '@/lib/schemas/review'
import { figureLink, queueFilters } from './links'

const madeAt = '2026-11-21T12:00:00.000Z'

/** What Glance would be asked for, without the order. */
function asked(link: string | undefined) {
  const query = upstreamQuery(loadImageListParams(new URL(link ?? '', 'http://x')))
  return query.filter(([key]) => key !== 'sort').map(([key, value]) => `${key}=${value}`)
}

describe('figures lead to the list that they count', () => {
  it.each([
    ['status', 'queued', ['status=in:queued', 'visibility=all']],
    ['visibility', 'community', ['visibility=community']],
    ['disk_format', 'qcow2', ['visibility=all', 'disk_format=in:qcow2']],
    ['project', 'abc', ['visibility=all', 'owner=abc']],
    [
      'month',
      '2026-02',
      [
        'visibility=all',
        'created_at=gte:2026-02-01T00:00:00Z',
        'created_at=lte:2026-02-28T23:59:59Z',
      ],
    ],
    [
      'month',
      '2025-12',
      [
        'visibility=all',
        'created_at=gte:2025-12-01T00:00:00Z',
        'created_at=lte:2025-12-31T23:59:59Z',
      ],
    ],
    ['age', 'week', ['visibility=all', 'created_at=gte:2026-11-14T12:00:01Z']],
    [
      'age',
      'month',
      [
        'visibility=all',
        'created_at=gte:2026-10-22T12:00:01Z',
        'created_at=lte:2026-11-14T12:00:00Z',
      ],
    ],
    ['age', 'older', ['visibility=all', 'created_at=lte:2024-11-21T12:00:00Z']],
  ] as const)('%s %s', (dimension, key, query) => {
    expect(asked(figureLink('p', dimension, key, madeAt, false))).toEqual(query)
    expect(asked(figureLink('p', dimension, key, madeAt, true)).sort()).toEqual(
      [...query, 'os_hidden=true'].sort(),
    )
  })

  it('has no link where Glance has no filter, and a list of our own for stores', () => {
    expect(figureLink('p', 'disk_format', '', madeAt, false)).toBeUndefined()
    expect(figureLink('p', 'project', '', madeAt, false)).toBeUndefined()
    expect(figureLink('p', 'store', 'cold', madeAt, false)).toBe('/p/p/review/in-store?store=cold')
  })
})

describe('queues that Glance can filter by', () => {
  const params = loadReviewListParams(new URLSearchParams('stuck=6&queued=7&large=10&old=365'))

  it.each([
    [
      'stuck',
      [
        'status=in:saving,uploading,importing',
        'visibility=all',
        'updated_at=lte:2026-11-21T06:00:00Z',
      ],
    ],
    ['queued', ['status=in:queued', 'visibility=all', 'created_at=lte:2026-11-14T12:00:00Z']],
    ['deactivated', ['status=in:deactivated', 'visibility=all']],
    [
      'large-old',
      ['visibility=all', 'size_min=10737418240', 'created_at=lte:2025-11-21T12:00:00Z'],
    ],
    ['hidden', ['visibility=all', 'os_hidden=true']],
  ])('%s', (queue, query) => {
    const filters = queueFilters(queue, params, Date.parse(madeAt))
    expect(asked(serializeImageListParams('/images', filters ?? {}))).toEqual(query)
  })

  it('and those it cannot', () => {
    for (const queue of ['duplicates', 'orphans', 'weak-hash', 'pending-shares', 'in-store'])
      expect(queueFilters(queue, params, 0)).toBeUndefined()
  })
})
