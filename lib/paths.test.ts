import { describe, expect, it } from 'vitest'
import { apiPaths, formatScope, parseScope, paths } from './paths'

describe('scope', () => {
  it.each([
    ['abc', { projectId: 'abc' }],
    ['abc@Region One', { projectId: 'abc', region: 'Region One' }],
  ])('reads and writes %s', (text, scope) => {
    expect(parseScope(text)).toEqual(scope)
    expect(formatScope(scope)).toBe(text)
  })

  it('reads an encoded segment', () => {
    expect(parseScope('abc%40Region%20One')).toEqual({ projectId: 'abc', region: 'Region One' })
  })
})

describe('paths', () => {
  it('is stable: people share these addresses', () => {
    const all = [paths, apiPaths].map((group) =>
      Object.fromEntries(
        Object.entries(group).map(([name, make]) => [
          name,
          (make as (...args: string[]) => string)('p1@R', 'i/1', 'm'),
        ]),
      ),
    )
    expect(all).toMatchSnapshot()
  })

  it('encodes a scope once, whether it comes encoded or not', () => {
    expect(paths.images('p1%40R')).toBe(paths.images('p1@R'))
  })

  it('cannot be led elsewhere by an id', () => {
    expect(paths.image('p1', '../../login')).toBe('/p/p1/images/..%2F..%2Flogin')
  })
})
