import { describe, expect, it } from 'vitest'
import { PIECES_PER_UPLOAD, pieceLimit } from './pieces'

const MiB = 1024 * 1024

describe('how many pieces an upload may hold', () => {
  const sink = { isLive: false, isChasing: true, expects: 0 }

  it('is its share while nothing or a live connection takes them', () => {
    expect(pieceLimit(undefined, 50 * MiB)).toBe(PIECES_PER_UPLOAD)
    expect(pieceLimit({ ...sink, isLive: true, isChasing: false }, 50 * MiB)).toBe(
      PIECES_PER_UPLOAD,
    )
  })

  it('is none while a new connection is about to be level with the client', () => {
    expect(pieceLimit(sink, 50 * MiB)).toBe(0)
    expect(pieceLimit({ ...sink, expects: 3000 * MiB }, 3050 * MiB)).toBe(0)
  })

  it('is more while the connection is far behind or stands still', () => {
    expect(pieceLimit(sink, 64 * MiB)).toBeGreaterThan(PIECES_PER_UPLOAD)
    expect(pieceLimit({ ...sink, isChasing: false }, 1)).toBeGreaterThan(PIECES_PER_UPLOAD)
  })
})
