import { describe, expect, it } from 'vitest'
import { imageEndpoints, pickEndpoint, publicAddresses } from './endpoint'

const catalog = [
  {
    type: 'image',
    endpoints: [
      { interface: 'public', url: 'https://img.example/v2/', region_id: 'One' },
      { interface: 'internal', url: 'http://10.0.0.1:9292', region_id: 'One' },
      { interface: 'public', url: 'https://img.two.example/image', region_id: 'Two' },
    ],
  },
  {
    type: 'identity',
    endpoints: [{ interface: 'public', url: 'https://id.example/v3', region_id: 'One' }],
  },
]

describe('imageEndpoints', () => {
  it('takes the image service only, without the version', () => {
    expect(imageEndpoints(catalog, 'public')).toEqual([
      { region: 'One', url: 'https://img.example' },
      { region: 'Two', url: 'https://img.two.example/image' },
    ])
  })

  it('takes the interface asked for', () => {
    expect(imageEndpoints(catalog, 'internal')).toEqual([
      { region: 'One', url: 'http://10.0.0.1:9292' },
    ])
  })
})

describe('pickEndpoint', () => {
  const endpoints = imageEndpoints(catalog, 'public')

  it('takes the wanted region, else the first', () => {
    expect(pickEndpoint(endpoints, 'Two').region).toBe('Two')
    expect(pickEndpoint(endpoints).region).toBe('One')
  })

  it('says which region is missing', () => {
    expect(() => pickEndpoint(endpoints, 'Three')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    )
    expect(() => pickEndpoint([])).toThrow(expect.objectContaining({ code: 'not_found' }))
  })
})

describe('publicAddresses', () => {
  it('tells public endpoints only, and the one Keystone for every region', () => {
    expect([...publicAddresses(catalog)]).toEqual([
      ['One', { imageUrl: 'https://img.example', authUrl: 'https://id.example/v3' }],
      ['Two', { imageUrl: 'https://img.two.example/image', authUrl: 'https://id.example/v3' }],
    ])
  })

  it('stays silent about what only stands inside', () => {
    const inside = [
      {
        type: 'image',
        endpoints: [{ interface: 'internal', url: 'http://10.0.0.1:9292', region_id: 'One' }],
      },
    ]
    expect([...publicAddresses(inside)]).toEqual([])
  })
})
