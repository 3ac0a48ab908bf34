import { describe, expect, it } from 'vitest'
import { textStream } from './text-stream'

async function* pieces(words: readonly string[], failsAt = -1) {
  for (const [index, word] of words.entries()) {
    if (index === failsAt) throw new Error('upstream broke')
    yield word
  }
}

describe('a text that is sent while it is made', () => {
  it('arrives whole, in order', async () => {
    const answer = await textStream(pieces(['a', 'b', '中']), { 'content-type': 'text/csv' })
    expect(answer.headers.get('content-type')).toBe('text/csv')
    expect(await answer.text()).toBe('ab中')
  })

  it('fails as an ordinary error before anything was sent', async () => {
    await expect(textStream(pieces(['a'], 0), {})).rejects.toThrow('upstream broke')
  })

  it('breaks off when a later piece fails', async () => {
    const answer = await textStream(pieces(['a', 'b'], 1), {})
    await expect(answer.text()).rejects.toThrow()
  })

  it('asks for nothing more once nobody listens', async () => {
    let asked = 0
    async function* endless() {
      for (;;) {
        asked += 1
        yield 'x'
      }
    }
    const answer = await textStream(endless(), {})
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    const before = asked
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked).toBe(before)
    expect(asked).toBeLessThan(5)
  })
})
