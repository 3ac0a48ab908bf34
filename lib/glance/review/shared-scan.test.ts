import { describe, expect, it } from 'vitest'
import { sharedScans } from './shared-scan'

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

/** A scan that yields 1 … `last`, each when `step` is called. */
function steps(last: number) {
  let go: () => void = () => undefined
  const log = { starts: 0, aborted: false }
  async function* start(signal: AbortSignal) {
    log.starts += 1
    signal.addEventListener('abort', () => {
      log.aborted = true
    })
    for (let value = 1; value <= last; value += 1) {
      await new Promise<void>((resolve) => {
        go = resolve
      })
      yield value
    }
  }
  return {
    start,
    log,
    step: async () => {
      go()
      await turn()
    },
  }
}

const all = async (values: AsyncGenerator<number>) => {
  const got: number[] = []
  for await (const value of values) got.push(value)
  return got
}

describe('shared scans', () => {
  it('joins one under way, whose newest value comes first', async () => {
    const scans = sharedScans<number>()
    const { start, log, step } = steps(3)
    const first = all(scans.read('k', false, start))
    await turn()
    await step()
    await step()
    const second = all(scans.read('k', true, start))
    await turn()
    await step()
    expect(await first).toEqual([1, 2, 3])
    expect(await second).toEqual([2, 3])
    expect(log.starts).toBe(1)
  })

  it('shows a finished one again, unless it shall be made anew', async () => {
    const scans = sharedScans<number>()
    const { start, log, step } = steps(1)
    const first = all(scans.read('k', false, start))
    await turn()
    await step()
    await first
    expect(await all(scans.read('k', false, start))).toEqual([1])
    expect(log.starts).toBe(1)
    const fresh = all(scans.read('k', true, start))
    await turn()
    await step()
    expect(await fresh).toEqual([1])
    expect(log.starts).toBe(2)
  })

  it('keeps keys apart', async () => {
    const scans = sharedScans<number>()
    const [one, other] = [steps(1), steps(1)]
    const reading = [
      all(scans.read('a', false, one.start)),
      all(scans.read('b', false, other.start)),
    ]
    await turn()
    await one.step()
    await other.step()
    await Promise.all(reading)
    expect([one.log.starts, other.log.starts]).toEqual([1, 1])
  })

  it('stops when the last reader goes, and only then', async () => {
    const scans = sharedScans<number>()
    const { start, log, step } = steps(3)
    const [first, second] = [scans.read('k', false, start), scans.read('k', false, start)]
    const [a, b] = [first.next(), second.next()]
    await turn()
    await step()
    await Promise.all([a, b])
    await first.return(undefined)
    expect(log.aborted).toBe(false)
    await second.return(undefined)
    expect(log.aborted).toBe(true)
    const again = scans.read('k', false, start).next()
    await turn()
    expect(log.starts).toBe(2)
    await step()
    expect(await again).toEqual({ value: 1, done: false })
  })

  it('a failure reaches every reader and is not kept', async () => {
    const scans = sharedScans<number>()
    let starts = 0
    async function* start(): AsyncGenerator<number> {
      starts += 1
      await turn()
      if (starts > 0) throw new Error('down')
      yield 0
    }
    const reading = [scans.read('k', false, start), scans.read('k', false, start)].map(all)
    expect(await Promise.allSettled(reading)).toEqual([
      { status: 'rejected', reason: new Error('down') },
      { status: 'rejected', reason: new Error('down') },
    ])
    await expect(all(scans.read('k', false, start))).rejects.toThrow('down')
    expect(starts).toBe(2)
  })
})
