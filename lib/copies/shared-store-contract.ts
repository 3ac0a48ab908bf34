import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { SharedStore } from './shared-store'

/** What every shared store must keep. @param open Opens an empty one. */
export function describeSharedStore(name: string, open: () => Promise<SharedStore>): void {
  describe(`shared store: ${name}`, () => {
    it('gives values back in the order of the keys, until they end', async () => {
      const store = await open()
      await store.put('a', '1', 60_000)
      await store.put('b', 'two\nlines "and" 引号', 60_000)
      expect(await store.get(['b', 'none', 'a'])).toEqual(['two\nlines "and" 引号', undefined, '1'])
      await store.put('a', 'short', 30)
      await wait(60)
      expect(await store.get(['a'])).toEqual([undefined])
      await store.remove('b')
      expect(await store.get(['b'])).toEqual([undefined])
    })

    it('keeps the first value of a field', async () => {
      const store = await open()
      expect(await store.addField('s', 'one', 'first', 60_000)).toBe('first')
      expect(await store.addField('s', 'one', 'second', 60_000)).toBe('first')
      expect(await store.addField('s', 'two', 'other', 60_000)).toBe('other')
      expect(await store.fields('s')).toEqual(
        new Map([
          ['one', 'first'],
          ['two', 'other'],
        ]),
      )
      await store.removeField('s', 'one')
      expect([...(await store.fields('s')).keys()]).toEqual(['two'])
      await store.remove('s')
      expect(await store.fields('s')).toEqual(new Map())
    })

    it('prolongs all fields of a key with each new one, and ends them together', async () => {
      const store = await open()
      await store.addField('s', 'one', '1', 800)
      await wait(500)
      await store.addField('s', 'two', '2', 800)
      await wait(500)
      expect((await store.fields('s')).size).toBe(2)
      await wait(500)
      expect((await store.fields('s')).size).toBe(0)
    })

    it('has one holder at a time', async () => {
      const store = await open()
      const answers = await Promise.all(['x', 'y', 'z'].map((who) => store.take('l', who, 60_000)))
      expect(new Set(answers).size).toBe(1)
      const [winner = ''] = answers
      expect(await store.take('l', winner, 60_000)).toBe(winner)
      await store.release('l', 'somebody')
      expect(await store.take('l', 'somebody', 60_000)).toBe(winner)
      await store.release('l', winner)
      expect(await store.take('l', 'somebody', 60_000)).toBe('somebody')
      expect(await store.get(['l'])).toEqual(['somebody'])
    })

    it('passes on what its holder does not prolong, and not before', async () => {
      const store = await open()
      await store.take('l', 'x', 800)
      await wait(500)
      await store.take('l', 'x', 800)
      await wait(500)
      expect(await store.take('l', 'y', 800)).toBe('x')
      await wait(500)
      expect(await store.take('l', 'y', 60_000)).toBe('y')
      // The one who came too late takes nothing away.
      await store.release('l', 'x')
      expect(await store.take('l', 'x', 800)).toBe('y')
    })

    it('answers a ping', async () => {
      await (await open()).ping()
    })
  })
}
