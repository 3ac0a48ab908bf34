import { describe, expect, it } from 'vitest'
import { imageRowSchema } from '@/lib/schemas/image'
import { offerParams } from '@/lib/schemas/offers'
import { firstHiddenOffers, firstOffers, offersOf, offersQuery, placeAfter } from './members'

const row = (id: string, owner: string) =>
  imageRowSchema.parse({
    id,
    owner,
    status: 'active',
    visibility: 'shared',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  })

describe('offersOf', () => {
  it('leaves out the own images that Glance lists among shared ones', () => {
    const pages = [
      { images: [row('a', 'demo'), row('b', 'partner')], nextMarker: 'b' },
      { images: [row('c', 'research')], nextMarker: null },
    ]
    expect(offersOf(pages, 'demo').map(({ id }) => id)).toEqual(['b', 'c'])
  })
})

describe('placeAfter', () => {
  const page = (nextMarker: string | null) => ({ images: [], nextMarker })
  it('goes on behind the last image, then to the hidden ones, then ends', () => {
    expect(placeAfter(page('x'), firstOffers)).toEqual({ hidden: false, marker: 'x' })
    expect(placeAfter(page(null), { hidden: false, marker: 'x' })).toEqual(firstHiddenOffers)
    expect(placeAfter(page('y'), firstHiddenOffers)).toEqual({ hidden: true, marker: 'y' })
    expect(placeAfter(page(null), firstHiddenOffers)).toBeNull()
  })
})

describe('offersQuery', () => {
  it('asks for shared images with one member status', () => {
    const { visibility, member_status, sort } = offerParams('rejected')
    expect({ visibility, member_status, sort }).toEqual({
      visibility: 'shared',
      member_status: 'rejected',
      sort: null,
    })
    expect(offerParams('rejected').os_hidden).toBeNull()
    expect(offerParams('rejected', true).os_hidden).toBe(true)
  })

  it('keeps its rows apart from the count in the navigation', () => {
    expect(offersQuery('demo', 'pending').queryKey).toEqual([
      'p',
      'demo',
      'shared',
      'offers',
      'pending',
    ])
  })
})
