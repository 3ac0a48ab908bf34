import { describe, expect, it } from 'vitest'
import { safeReturnTo } from './sign-in-memory'

describe('safeReturnTo', () => {
  it.each(['/p/1/images?q=a#x', '/'])('keeps %s', (path) => {
    expect(safeReturnTo(path)).toBe(path)
  })

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/a\\b',
  ])('does not follow %j', (path) => {
    expect(safeReturnTo(path)).toBe('/')
  })
})
