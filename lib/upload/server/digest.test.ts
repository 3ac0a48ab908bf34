import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startDigest } from './digest'
import { openDirectorySpool } from './directory-spool'
import { openMemorySpool } from './memory-spool'
import { PiecePool, release } from './pieces'

const data = randomBytes(3_500_000)
const expected = (from = 0, to = data.length) =>
  createHash('sha512').update(data.subarray(from, to)).digest('hex')

const stores = {
  directory: async () => openDirectorySpool(await mkdtemp(join(tmpdir(), 'vitrine-digest-'))),
  memory: async () => openMemorySpool(),
}

describe.each(Object.entries(stores))('digest over a %s spool', (_, open) => {
  const start = async (from = 0) => {
    const spool = { store: await open(), id: 'one' }
    return { spool, digest: startDigest({ algorithm: 'sha512', from, spool }) }
  }

  it('follows bytes as they are spooled', async () => {
    const { spool, digest } = await start()
    for (let at = 0; at < data.length; at += 1_000_000) {
      await spool.store.write('one', at, [data.subarray(at, at + 1_000_000)])
      digest.advance(Math.min(at + 1_000_000, data.length))
    }
    expect(await digest.finish(data.length)).toBe(expected())
  })

  it('tells the digest of the first bytes, also when they are read back from the spool', async () => {
    const { spool, digest } = await start()
    await spool.store.write('one', 0, [data])
    const early = digest.prefix(1_234_567)
    digest.advance(data.length)
    expect(await early).toBe(expected(0, 1_234_567))
    expect(await digest.prefix(data.length)).toBe(expected())
    // Hashing cannot go back.
    expect(await digest.prefix(5)).toBeUndefined()
    const never = digest.prefix(data.length + 1)
    expect(await digest.finish(data.length)).toBe(expected())
    expect(await never).toBeUndefined()
  })

  it('begins in the middle', async () => {
    const { spool, digest } = await start(2_000_000)
    await spool.store.write('one', 0, [data])
    digest.advance(3_000_000)
    expect(await digest.finish(3_000_000)).toBe(expected(2_000_000, 3_000_000))
  })

  it('goes on with pieces after the spool ended, and lets them go', async () => {
    const { spool, digest } = await start()
    await spool.store.write('one', 0, [data.subarray(0, 3_000_000)])
    digest.advance(3_000_000)
    const pool = new PiecePool()
    const piece = pool.take(3_000_000)
    if (!piece) throw new Error('no piece')
    piece.length = data.copy(piece.memory, 0, 3_000_000)
    digest.piece(piece, false)
    release(piece)
    expect(await digest.finish(data.length)).toBe(expected())
    expect(piece.holds).toBe(0)
  })
})

describe('digest', () => {
  it('fails when the spool is shorter than told', async () => {
    const spool = { store: await stores.directory(), id: 'short' }
    await spool.store.write('short', 0, [data.subarray(0, 10)])
    const digest = startDigest({ algorithm: 'sha512', from: 0, spool })
    digest.advance(20)
    await expect(digest.finish(20)).rejects.toThrow('shorter')
  })

  it('goes on with one upload when the file of another vanishes', async () => {
    const store = await stores.directory()
    const begin = async (id: string) => {
      await store.write(id, 0, [data])
      const digest = startDigest({ algorithm: 'sha512', from: 0, spool: { store, id } })
      digest.advance(1000)
      await digest.prefix(1000)
      return digest
    }
    const [other, gone] = [await begin('other'), await begin('gone')]
    await store.removeData('gone')
    gone.advance(2000)
    // The system decides whether what was opened can still be read; the thread lives either way.
    const ended = await gone.finish(2000).catch((error: Error) => error.message)
    expect([expected(0, 2000), expect.stringContaining('ENOENT')]).toContainEqual(ended)
    other.advance(data.length)
    expect(await other.finish(data.length)).toBe(expected())
  })

  it('lets pieces go that come after it was dropped', async () => {
    const digest = startDigest({ algorithm: 'sha512', from: 0 })
    const pool = new PiecePool()
    const piece = pool.take(0)
    if (!piece) throw new Error('no piece')
    piece.length = 10
    digest.drop()
    const freed = new Promise<void>((resolve) => {
      pool.onFree = resolve
    })
    digest.piece(piece, false)
    release(piece)
    await freed
  })
})
