import { expect, it } from 'vitest'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { activeFilters, withoutFilter } from './active-filters'

const params = loadImageListParams(
  '?q=x&sort=name&status=queued,saving&protected=true&created_from=2026-01-02T00:00:00.000Z',
)

it('lists each value of each filter, but neither search nor sort', () => {
  expect(activeFilters(params)).toEqual([
    { key: 'status', value: 'queued' },
    { key: 'status', value: 'saving' },
    { key: 'created_from', value: '2026-01-02T00:00:00.000Z' },
    { key: 'protected', value: 'true' },
  ])
})

it('takes one value away and leaves the others', () => {
  expect(withoutFilter(params, { key: 'status', value: 'queued' })).toEqual({ status: ['saving'] })
  expect(
    withoutFilter({ ...params, status: ['queued'] }, { key: 'status', value: 'queued' }),
  ).toEqual({ status: null })
  expect(withoutFilter(params, { key: 'protected', value: 'true' })).toEqual({ protected: null })
})
