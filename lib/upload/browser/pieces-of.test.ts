import { expect, it } from 'vitest'
import { createChunkSizer, FIRST_PIECE_BYTES } from './chunk-sizer'
import { piecesOf } from './pieces-of'

const file = new File([new Uint8Array(3 * FIRST_PIECE_BYTES)], 'disk.raw')
const cut = async (known: number | undefined, start: number, end: number) => {
  const source = await piecesOf(createChunkSizer(known)).openFile(file, 0)
  return source.slice(start, end)
}

it('a whole file stays the file itself', async () => {
  expect(await cut(undefined, 0, file.size)).toEqual({ value: file, done: true })
})

it('what is left of one whose link broke begins with a small piece', async () => {
  const { value, done } = await cut(undefined, 1000, file.size)
  expect([value.size, done]).toEqual([FIRST_PIECE_BYTES, false])
})

it('pieces have the size that was asked for, and the last one the rest', async () => {
  const first = await cut(FIRST_PIECE_BYTES * 2, 0, FIRST_PIECE_BYTES * 2)
  expect([first.value.size, first.done]).toEqual([FIRST_PIECE_BYTES * 2, false])
  const last = await cut(FIRST_PIECE_BYTES * 2, FIRST_PIECE_BYTES * 2, file.size)
  expect([last.value.size, last.done]).toEqual([FIRST_PIECE_BYTES, true])
})
