import { beforeAll, describe, expect, it } from 'vitest'
import { assertSameOrigin } from './same-origin'

beforeAll(() => {
  process.env.NEXTAUTH_URL = 'https://vitrine.example'
})

const write = (headers: Record<string, string>) =>
  new Request('http://10.0.0.7:3000/api/p/1/images', {
    method: 'POST',
    headers: { host: 'vitrine.example', ...headers },
  })

describe('assertSameOrigin', () => {
  it.each([
    ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: 'https://vitrine.example' }],
    ['an older browser that sends Origin only', { origin: 'https://vitrine.example' }],
    [
      'a page of ours reached by another name for the same host',
      { origin: 'http://vitrine.example' },
    ],
    ['a script with its own token', { 'x-auth-token': 'gAAAA' }],
  ])('lets %s pass', (_, headers) => {
    expect(() => assertSameOrigin(write(headers))).not.toThrow()
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling host', { 'sec-fetch-site': 'same-site', origin: 'https://other.vitrine.example' }],
    [
      'an Origin that contradicts the fetch metadata',
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    ],
    ['a sandboxed frame', { origin: 'null' }],
    ['a request typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['neither header', {}],
    ['an Origin that merely begins alike', { origin: 'https://vitrine.example.evil.example' }],
  ])('refuses %s', (_, headers) => {
    expect(() => assertSameOrigin(write(headers as Record<string, string>))).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
  })
})
