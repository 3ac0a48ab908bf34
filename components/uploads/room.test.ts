import { describe, expect, it } from 'vitest'
import { roomProblem } from './room'

const MiB = 1024 * 1024
const size = (limit: number, usage: number) => ({
  usage: { image_size_total: { limit, usage } },
  image_size_cap: null,
})
const file = (mebibytes: number, before = 0) => ({ size: mebibytes * MiB, before: before * MiB })

describe('roomProblem', () => {
  it('knows nothing where the cloud tells nothing', () => {
    expect(roomProblem({ usage: {}, image_size_cap: null }, file(1e6), true)).toBeUndefined()
  })

  it('refuses what is larger than the largest image', () => {
    const usage = { usage: {}, image_size_cap: 10 * MiB }
    expect(roomProblem(usage, file(10), true)).toBeUndefined()
    expect(roomProblem(usage, { size: 10 * MiB + 1, before: 0 }, true)).toEqual({
      kind: 'overCap',
      isFinal: true,
      cap: 10 * MiB,
    })
  })

  it.each([
    ['fits exactly', 100, 60, file(40), undefined],
    ['is the last one that Glance takes', 100, 60, file(41), 'quotaFills'],
    ['comes after others that fill it', 100, 60, file(1, 41), 'quotaFull'],
    ['finds the limit reached but not passed', 100, 100, file(1), 'quotaFills'],
    ['finds the limit passed', 100, 101, file(1), 'quotaFull'],
    ['has no limit', -1, 1000, file(1000), undefined],
  ])('a file that %s', (_, limit, used, sizes, kind) => {
    expect(roomProblem(size(limit, used), sizes, true)?.kind).toBe(kind)
  })

  it('only stops what Glance would refuse now, not what it may refuse later', () => {
    expect(roomProblem(size(100, 101), file(1), true)?.isFinal).toBe(true)
    expect(roomProblem(size(100, 60), file(1, 41), true)?.isFinal).toBe(false)
  })

  it('counts a new record, but not the data of one that exists', () => {
    const usage = { usage: { image_count_total: { limit: 3, usage: 3 } }, image_size_cap: null }
    expect(roomProblem(usage, file(1), true)?.kind).toBe('countFull')
    expect(roomProblem(usage, file(1), false)).toBeUndefined()
  })
})
