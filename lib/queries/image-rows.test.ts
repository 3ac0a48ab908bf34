import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { type ImageRow, imageRowSchema } from '@/lib/schemas/image'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { changeRows, type RowChange } from './image-rows'
import { keys } from './keys'

const row = (id: string): ImageRow =>
  imageRowSchema.parse({
    id,
    status: 'active',
    visibility: 'private',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  })

const params = loadImageListParams('')

describe('changing rows in place', () => {
  it('reaches every list of the project and leaves other projects and rows alone', () => {
    const client = new QueryClient()
    const kept = row('b')
    const pages = (rows: ImageRow[]) => ({
      pages: [{ images: rows, nextMarker: null }],
      pageParams: [null],
    })
    client.setQueryData(keys.imageList('p', params), pages([row('a'), kept, row('c')]))
    client.setQueryData(keys.imageScan('p', { ...params, q: 'x' }), {
      images: [row('a')],
      scanned: 1,
      done: true,
    })
    client.setQueryData(keys.imageList('other', params), pages([row('a')]))

    changeRows(
      client,
      'p',
      new Map<string, RowChange>([
        ['a', (before) => ({ ...before, tags: ['t'] })],
        ['c', () => null],
      ]),
    )

    const read = (key: readonly unknown[]) =>
      client.getQueryData<ReturnType<typeof pages>>(key)?.pages[0]?.images ?? []
    const mine = read(keys.imageList('p', params))
    expect(mine.map(({ id, tags }) => [id, tags])).toEqual([
      ['a', ['t']],
      ['b', []],
    ])
    expect(mine[1]).toBe(kept)
    expect(
      client.getQueryData<{ images: ImageRow[] }>(keys.imageScan('p', { ...params, q: 'x' }))
        ?.images[0]?.tags,
    ).toEqual(['t'])
    expect(read(keys.imageList('other', params))[0]?.tags).toEqual([])
  })

  it('never goes on from an image that is gone', () => {
    const client = new QueryClient()
    const key = keys.imageList('p', params)
    const markerAfter = (gone: string[], nextMarker: string) => {
      client.setQueryData(key, {
        pages: [
          { images: [row('a')], nextMarker: 'a' },
          { images: [row('b'), row('c')], nextMarker },
        ],
        pageParams: [null, 'a'],
      })
      changeRows(client, 'p', new Map(gone.map((id) => [id, () => null])))
      const data = client.getQueryData<{ pages: Array<{ nextMarker: string | null }> }>(key)
      return data?.pages.at(-1)?.nextMarker
    }
    expect(markerAfter(['b'], 'c')).toBe('c')
    expect(markerAfter(['c'], 'c')).toBe('b')
    expect(markerAfter(['b', 'c'], 'c')).toBe('a')
    expect(markerAfter(['a', 'b', 'c'], 'c')).toBeNull()
  })
})
