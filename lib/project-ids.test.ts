import { describe, expect, it } from 'vitest'
import { looksLikeProjectId, projectIdsIn } from './project-ids'

const id = '0123456789abcdef0123456789abcdef'

describe('projectIdsIn', () => {
  it('takes what people paste apart and keeps each id once', () => {
    expect(projectIdsIn(` a, b;c\n d，a\t`)).toEqual(['a', 'b', 'c', 'd'])
    expect(projectIdsIn('  ')).toEqual([])
  })
})

describe('looksLikeProjectId', () => {
  it.each([
    [id, true],
    ['01234567-89ab-cdef-0123-456789abcdef', true],
    [id.slice(1), false],
    ['partner', false],
    [`${id.slice(1)}g`, false],
  ])('%s: %s', (text, expected) => {
    expect(looksLikeProjectId(text)).toBe(expected)
  })
})
