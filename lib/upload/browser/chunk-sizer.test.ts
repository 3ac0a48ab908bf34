import { describe, expect, it } from 'vitest'
import { CHUNK_SECONDS, chunkLimits } from '@/lib/upload/protocol'
import { createChunkSizer, FIRST_PIECE_BYTES } from './chunk-sizer'

const MiB = 1024 * 1024

/** Sends `total` bytes over a link of `speed` bytes a second and `delay` seconds there and back. */
function sendAll(total: number, speed: number, delay = 0.05) {
  const sizer = createChunkSizer(FIRST_PIECE_BYTES)
  const chunks: Array<{ bytes: number; seconds: number }> = []
  for (let left = total; left > 0; ) {
    const bytes = Math.min(sizer.size(), left)
    const seconds = bytes / speed + delay
    sizer.finished(bytes, seconds)
    chunks.push({ bytes, seconds })
    left -= bytes
  }
  return { chunks, sizer }
}

describe('on a steady link', () => {
  it.each([
    ['0.5 Mbit/s', 62_500],
    ['1 Mbit/s', 125_000],
    ['10 Mbit/s', 1_250_000],
    ['1 Gbit/s', 125_000_000],
  ])('%s: no chunk lasts longer than it may', (_, speed) => {
    const { chunks } = sendAll(speed * 200, speed)
    expect(Math.max(...chunks.map(({ seconds }) => seconds))).toBeLessThanOrEqual(CHUNK_SECONDS)
  })

  it('is at full size from the second chunk on a fast one', () => {
    const { chunks } = sendAll(256 * MiB, 100 * MiB)
    expect(chunks.slice(1, -1).every(({ bytes }) => bytes === chunkLimits.max)).toBe(true)
  })
})

it('the small last piece of a file does not make the next file slow', () => {
  const { sizer } = sendAll(64 * MiB, 100 * MiB)
  const before = sizer.size()
  sizer.finished(1000, 0.06)
  expect(sizer.size()).toBe(before)
})

it('shrinks when a link slows down, and never below the floor', () => {
  const sizer = createChunkSizer(chunkLimits.max)
  sizer.cut(4 * MiB, 45)
  expect(sizer.size()).toBeLessThanOrEqual(4 * MiB * (30 / 45))
  for (let n = 0; n < 20; n++) sizer.cut(1000, 45)
  expect(sizer.size()).toBe(chunkLimits.floor)
})

describe('the whole file at first', () => {
  it('goes on with a small piece after it lasted too long', () => {
    const sizer = createChunkSizer()
    expect(sizer.size()).toBe(Number.POSITIVE_INFINITY)
    sizer.cut(30 * 125_000, 30)
    expect(sizer.size()).toBe(FIRST_PIECE_BYTES)
  })

  it('goes on in full pieces when a proxy refuses it', () => {
    const sizer = createChunkSizer()
    expect(sizer.refused()).toBe(true)
    expect(sizer.size()).toBe(chunkLimits.max)
    expect(sizer.refused()).toBe(true)
    expect(sizer.size()).toBe(chunkLimits.max / 2)
  })

  it('is over once a piece has been sent', () => {
    const sizer = createChunkSizer()
    sizer.finished(FIRST_PIECE_BYTES, 0.01)
    expect(sizer.size()).toBe(chunkLimits.max)
  })
})

it('stays below the size that a proxy refuses', () => {
  const sizer = createChunkSizer(chunkLimits.max)
  expect(sizer.refused()).toBe(true)
  expect(sizer.size()).toBe(chunkLimits.max / 2)
  sizer.finished(chunkLimits.max / 2, 0.1)
  expect(sizer.size()).toBe(chunkLimits.max / 2)
  for (let n = 0; n < 10; n++) sizer.refused()
  expect(sizer.size()).toBe(chunkLimits.floor)
  expect(sizer.refused()).toBe(false)
})
