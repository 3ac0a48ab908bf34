import { describe, expect, test } from 'vitest'
import { endSharing, shareRead } from './shared-reads'

/** A call that is answered by hand. */
function callByHand() {
  const calls: Array<{ answer: (value: string) => void; fail: (error: Error) => void }> = []
  const signals: AbortSignal[] = []
  const call = (signal: AbortSignal) =>
    new Promise<string>((answer, fail) => {
      calls.push({ answer, fail })
      signals.push(signal)
    })
  return { call, calls, signals }
}

const read = { token: 'a', what: '/v2/images?limit=100' }

describe('reads in flight', () => {
  test('identical ones share a call, later ones make their own', async () => {
    const { call, calls } = callByHand()
    const both = [shareRead(read, call), shareRead(read, call)]
    expect(calls).toHaveLength(1)
    calls[0]?.answer('one')
    expect(await Promise.all(both)).toEqual(['one', 'one'])
    const later = shareRead(read, call)
    expect(calls).toHaveLength(2)
    calls[1]?.answer('two')
    expect(await later).toBe('two')
  })

  test('another token or another address is another read', () => {
    const { call, calls } = callByHand()
    void shareRead(read, call)
    void shareRead({ ...read, token: 'b' }, call)
    void shareRead({ ...read, what: '/v2/images?limit=10' }, call)
    expect(calls).toHaveLength(3)
  })

  test('a failure reaches everybody and is not kept', async () => {
    const { call, calls } = callByHand()
    const other = { ...read, what: 'fails' }
    const both = [shareRead(other, call), shareRead(other, call)]
    calls[0]?.fail(new Error('down'))
    for (const one of both) await expect(one).rejects.toThrow('down')
    void shareRead(other, call)
    expect(calls).toHaveLength(2)
  })

  test('one who leaves does not take the others along; the last one ends the call', async () => {
    const { call, calls, signals } = callByHand()
    const [first, second] = [new AbortController(), new AbortController()]
    const what = 'left'
    const one = shareRead({ ...read, what, signal: first.signal }, call)
    const two = shareRead({ ...read, what, signal: second.signal }, call)
    first.abort()
    await expect(one).rejects.toMatchObject({ code: 'aborted' })
    expect(signals[0]?.aborted).toBe(false)
    second.abort()
    await expect(two).rejects.toMatchObject({ code: 'aborted' })
    expect(signals[0]?.aborted).toBe(true)
    void shareRead({ ...read, what }, call)
    expect(calls).toHaveLength(2)
  })

  test('nobody joins a read from before a write', async () => {
    const { call, calls } = callByHand()
    const what = 'written'
    const before = shareRead({ ...read, what }, call)
    endSharing(read.token)
    const after = shareRead({ ...read, what }, call)
    expect(calls).toHaveLength(2)
    calls[0]?.answer('old')
    calls[1]?.answer('new')
    expect(await before).toBe('old')
    expect(await after).toBe('new')
  })
})
