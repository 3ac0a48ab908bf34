import { expect, it } from 'vitest'
import { move, turns } from './line'
import { newUpload, type Stage } from './upload'

const row = (
  key: string,
  phase: 'lined_up' | 'sending' | 'paused' | 'forwarding',
  received = 0,
) => ({
  ...newUpload(key, 'demo', { name: key, size: 10, lastModified: 0 }),
  uploadId: phase === 'lined_up' ? null : key,
  received,
  stage: { phase } satisfies Stage,
})
const waiting = (key: string, received: number) => ({
  ...row(key, 'sending', received),
  stage: { phase: 'waiting', reason: 'server', until: null } satisfies Stage,
})

it('gives free lanes to the first in line', () => {
  const line = [row('a', 'sending'), row('b', 'lined_up'), row('c', 'lined_up')]
  expect(turns(line, 2)).toEqual(['b'])
  expect(turns(line, 3)).toEqual(['b', 'c'])
  expect(turns(line, 1)).toEqual([])
})

it('a paused one and one whose bytes are all there give their lanes away', () => {
  const line = [
    row('a', 'paused'),
    row('b', 'forwarding', 10),
    waiting('c', 10),
    row('d', 'lined_up'),
  ]
  expect(turns(line, 1)).toEqual(['d'])
  expect(turns([waiting('c', 5), row('d', 'lined_up')], 1)).toEqual([])
})

it('moves past the next that waits, not past running ones', () => {
  const line = [row('a', 'lined_up'), row('b', 'sending'), row('c', 'lined_up')]
  expect(move(line, 'c', 'forward').map(({ key }) => key)).toEqual(['c', 'b', 'a'])
  expect(move(line, 'a', 'forward')).toBe(line)
  expect(move(line, 'c', 'back')).toBe(line)
  expect(move(line, 'nobody', 'back')).toBe(line)
})
