import { expect, it } from 'vitest'
import { findUnfinished, type KnownFile, recognise } from './recognise'

const known: KnownFile = { name: 'a.img', size: 10, lastModified: 5, fingerprint: 'x' }

it.each<[string, Partial<KnownFile>, Partial<KnownFile>, ReturnType<typeof recognise>]>([
  ['the very same', {}, {}, 'same'],
  ['renamed', {}, { name: 'b.img' }, 'same'],
  ['written to since', {}, { lastModified: 6 }, 'changed'],
  ['written to at its ends', {}, { fingerprint: 'y', lastModified: 6 }, 'changed'],
  ['grown', {}, { size: 11, fingerprint: 'y' }, 'changed'],
  ['another of the same size', {}, { name: 'b.img', fingerprint: 'y' }, 'other'],
  ['without hashes: all the same', { fingerprint: null }, {}, 'same'],
  ['without hashes: another name', { fingerprint: null }, { name: 'b.img' }, 'other'],
  ['without hashes: another date', {}, { fingerprint: null, lastModified: 6 }, 'changed'],
  ['without hashes: another size', {}, { fingerprint: null, size: 11 }, 'changed'],
  ['date not noted', { lastModified: 0 }, { lastModified: 6 }, 'same'],
])('%s', (_, before, after, expected) => {
  expect(recognise({ ...known, ...before }, { ...known, ...after })).toBe(expected)
})

it('finds the one upload that a file belongs to', () => {
  const other = { ...known, fingerprint: 'y', name: 'b.img' }
  expect(findUnfinished([other, known], known)).toBe(known)
  expect(findUnfinished([other], known)).toBeUndefined()
})
