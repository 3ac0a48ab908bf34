import { describe, expect, it } from 'vitest'
import { selectionState, toggledAll, toggledSelection } from './row-selection'

const ids = ['a', 'b', 'c', 'd', 'e']

describe('toggledSelection', () => {
  it.each([
    ['turns one on', [], 'b', undefined, false, ['b']],
    ['turns one off', ['b', 'c'], 'b', 'c', false, ['c']],
    ['fills the range from the anchor down', ['b'], 'd', 'b', true, ['b', 'c', 'd']],
    ['fills the range from the anchor up', ['d'], 'b', 'd', true, ['b', 'c', 'd']],
    ['keeps what is chosen inside the range', ['b', 'c'], 'd', 'b', true, ['b', 'c', 'd']],
    ['empties the range when the anchor was turned off', ['b', 'c', 'd'], 'd', 'a', true, []],
    ['takes one row when the anchor is gone', [], 'c', 'z', true, ['c']],
    ['takes one row when nothing was toggled yet', [], 'c', undefined, true, ['c']],
  ])('%s', (_, selected, id, anchor, isRange, expected) => {
    const next = toggledSelection(new Set(selected), ids, id, anchor, isRange)
    expect([...next].sort()).toEqual(expected)
  })

  it('leaves the old selection alone', () => {
    const before = new Set(['a'])
    toggledSelection(before, ids, 'b', undefined, false)
    expect([...before]).toEqual(['a'])
  })
})

describe('all rows', () => {
  it('knows all, some and none', () => {
    expect(selectionState(new Set(ids), ids)).toBe(true)
    expect(selectionState(new Set(['a', 'z']), ids)).toBe('indeterminate')
    expect(selectionState(new Set(['z']), ids)).toBe(false)
    expect(selectionState(new Set(), [])).toBe(false)
  })

  it('chooses all loaded ones, then none, and leaves others as they are', () => {
    const all = toggledAll(new Set(['z', 'a']), ids)
    expect([...all].sort()).toEqual([...ids, 'z'])
    expect([...toggledAll(all, ids)]).toEqual(['z'])
  })
})
