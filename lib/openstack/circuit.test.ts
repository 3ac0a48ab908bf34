import { describe, expect, it } from 'vitest'
import { callName, serviceOf } from './call-name'
import { assertPasses, knownUpstreams, mayRetry, noteAnswered, noteUnanswered } from './circuit'

let last = 0
const service = () => `http://glance-${++last}.example/v2/images`
const fail = (url: string, times: number, now: number) => {
  for (let left = times; left > 0; left--) noteUnanswered(url, now)
}

describe('circuit', () => {
  it('lets single failures pass', () => {
    const url = service()
    fail(url, 4, 0)
    expect(() => assertPasses(url, 0)).not.toThrow()
    noteAnswered(url, 200, 0)
    fail(url, 4, 0)
    expect(() => assertPasses(url, 0)).not.toThrow()
  })

  it('holds calls back after five in a row, and names service and time', () => {
    const url = service()
    fail(url, 5, 1_000)
    expect(() => assertPasses(url, 1_100)).toThrow(
      expect.objectContaining({
        code: 'upstream_down',
        extra: { circuit: 'image', retryAfter: expect.toSatisfy((s: number) => s >= 1 && s <= 2) },
      }),
    )
  })

  it('lets one call try it after the rest, and opens for all when that is answered', () => {
    const url = service()
    fail(url, 5, 0)
    expect(() => assertPasses(url, 2_000)).not.toThrow()
    expect(() => assertPasses(url, 2_001)).toThrow()
    noteAnswered(url, 404, 2_100)
    expect(() => assertPasses(url, 2_101)).not.toThrow()
  })

  it('rests longer each time, never over six seconds', () => {
    const url = service()
    fail(url, 30, 0)
    expect(() => assertPasses(url, 3_900)).toThrow()
    expect(() => assertPasses(url, 6_001)).not.toThrow()
  })

  it('takes a proxy’s 502 for silence, and an error of the service for an answer', () => {
    const [proxy, own] = [service(), service()]
    for (let i = 0; i < 5; i++) noteAnswered(proxy, 503, 0)
    for (let i = 0; i < 50; i++) noteAnswered(own, 500, 0)
    expect(() => assertPasses(proxy, 1)).toThrow()
    expect(() => assertPasses(own, 1)).not.toThrow()
  })

  it('keeps services apart that share a host', () => {
    const identity = 'http://one.example/identity/v3/auth/tokens'
    fail(identity, 5, 0)
    expect(() => assertPasses(identity, 1)).toThrow()
    expect(() => assertPasses('http://one.example/image/v2/images/7', 1)).not.toThrow()
    expect(knownUpstreams().filter(({ base }) => base.includes('one.example'))).toHaveLength(2)
  })

  it('has a budget of retries: ten at once, then one for ten calls', () => {
    const url = service()
    assertPasses(url)
    for (let i = 0; i < 10; i++) expect(mayRetry(url)).toBe(true)
    expect(mayRetry(url)).toBe(false)
    for (let i = 0; i < 11; i++) assertPasses(url)
    expect(mayRetry(url)).toBe(true)
    expect(mayRetry(url)).toBe(false)
  })
})

describe('callName', () => {
  it.each([
    ['http://g/image/v2/images/7f/members/p1', 'GET /v2/images/{}/members/{}'],
    ['http://g/v2/images/7f/tags/some%20tag', 'GET /v2/images/{}/tags/{}'],
    ['http://k/identity/v3/auth/tokens', 'GET /v3/auth/tokens'],
    ['http://g/versions', 'GET /versions'],
  ])('%s', (url, name) => {
    expect(callName('GET', url)).toBe(name)
  })
  it('knows whose call it is', () => {
    expect(serviceOf('http://h/v3')).toBe('identity')
    expect(serviceOf('http://h/image/v2/images')).toBe('image')
  })
})
