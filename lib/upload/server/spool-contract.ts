import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SpoolStore } from './spool-store'

const text = async (spool: SpoolStore, id: string, offset: number, length: number) => {
  const into = Buffer.alloc(length)
  const read = await spool.read(id, offset, into)
  return into.subarray(0, read).toString()
}

/** What every spool store must keep. Each store's test calls it with a way to open an empty one. */
export function describeSpoolStore(name: string, open: () => Promise<SpoolStore>): void {
  describe(`spool store: ${name}`, () => {
    it('appends pieces in order and reads any range back', async () => {
      const spool = await open()
      const id = randomUUID()
      expect(await spool.size(id)).toBe(0)
      await spool.write(id, 0, [Buffer.from('abc'), Buffer.from('def')])
      await spool.write(id, 6, [Buffer.from('ghi')])
      expect(await spool.size(id)).toBe(9)
      expect(await text(spool, id, 0, 9)).toBe('abcdefghi')
      expect(await text(spool, id, 2, 5)).toBe('cdefg')
    })

    it('reads less than asked only at the end', async () => {
      const spool = await open()
      const id = randomUUID()
      await spool.write(id, 0, [Buffer.from('abcdef')])
      expect(await text(spool, id, 4, 10)).toBe('ef')
      expect(await text(spool, id, 6, 10)).toBe('')
    })

    it('takes memory that is shared between threads, and many large pieces at once', async () => {
      const spool = await open()
      const id = randomUUID()
      const pieces = Array.from({ length: 5 }, () => {
        const piece = Buffer.from(new SharedArrayBuffer(300_000))
        randomBytes(300_000).copy(piece)
        return piece
      })
      await spool.write(id, 0, pieces)
      const back = Buffer.alloc(1_500_000)
      expect(await spool.read(id, 0, back)).toBe(1_500_000)
      expect(back.equals(Buffer.concat(pieces))).toBe(true)
    })

    it('cuts off the end and goes on from there', async () => {
      const spool = await open()
      const id = randomUUID()
      await spool.write(id, 0, [Buffer.from('abcdef')])
      await spool.truncate(id, 2)
      expect(await spool.size(id)).toBe(2)
      await spool.write(id, 2, [Buffer.from('XY')])
      expect(await text(spool, id, 0, 10)).toBe('abXY')
    })

    it('keeps uploads apart', async () => {
      const spool = await open()
      const [one, two] = [randomUUID(), randomUUID()]
      await spool.write(one, 0, [Buffer.from('one')])
      await spool.write(two, 0, [Buffer.from('two!')])
      await spool.remove(one)
      expect(await spool.size(one)).toBe(0)
      expect(await text(spool, two, 0, 10)).toBe('two!')
    })

    it('replaces records and lists the ids that have one', async () => {
      const spool = await open()
      const [one, two] = [randomUUID(), randomUUID()]
      expect(await spool.loadRecord(one)).toBeUndefined()
      await spool.saveRecord(one, '{"a":1}')
      await spool.saveRecord(one, '{"a":2}')
      await spool.write(two, 0, [Buffer.from('no record')])
      expect(await spool.loadRecord(one)).toBe('{"a":2}')
      expect(await spool.list()).toEqual([one])
    })

    it('removes the bytes alone, or all of it, and may be asked twice', async () => {
      const spool = await open()
      const id = randomUUID()
      await spool.write(id, 0, [Buffer.from('abc')])
      await spool.saveRecord(id, 'r')
      await spool.removeData(id)
      expect(await spool.size(id)).toBe(0)
      expect(await spool.loadRecord(id)).toBe('r')
      await spool.remove(id)
      await spool.remove(id)
      expect(await spool.list()).toEqual([])
    })

    it('says how much more fits', async () => {
      expect(await (await open()).free()).toBeGreaterThan(1024)
    })

    it('lets the same process claim an upload again after it gave it back', async () => {
      const spool = await open()
      const id = randomUUID()
      expect(await spool.claim(id)).toBe(true)
      await spool.release(id)
      expect(await spool.claim(id)).toBe(true)
      await spool.remove(id)
    })

    it('reads through its path, where it has one, what was written', async () => {
      const spool = await open()
      const id = randomUUID()
      await spool.write(id, 0, [Buffer.from('abc')])
      if (!spool.localPath) return
      const { readFile } = await import('node:fs/promises')
      expect(await readFile(spool.localPath(id), 'utf8')).toBe('abc')
    })
  })
}
