import { expect, it } from 'vitest'
import { lines } from './events'

async function read(...chunks: string[]): Promise<string[]> {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
  const all: string[] = []
  for await (const line of lines(new Response(body))) all.push(line)
  return all
}

it.each([
  [['a\nb\n'], ['a', 'b']],
  [
    ['a', 'b\nc'],
    ['ab', 'c'],
  ],
  [['\n\na\n\n'], ['a']],
  [[], []],
])('reads lines from chunks %j', async (chunks, expected) => {
  expect(await read(...chunks)).toEqual(expected)
})

it('keeps a character that two chunks share', async () => {
  const bytes = new TextEncoder().encode('镜像\n')
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, 2))
      controller.enqueue(bytes.slice(2))
      controller.close()
    },
  })
  const all: string[] = []
  for await (const line of lines(new Response(body))) all.push(line)
  expect(all).toEqual(['镜像'])
})
