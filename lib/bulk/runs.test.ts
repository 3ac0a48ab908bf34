import { describe, expect, it } from 'vitest'
import { appError } from '@/lib/errors'
import type { BulkImage } from './action'
import type { Applied } from './apply'
import { bulkLanes, createRuns } from './runs'

const image = (id: string): BulkImage => ({
  id,
  name: id,
  status: 'active',
  visibility: 'private',
  protected: false,
  os_hidden: false,
  owner: 'p',
  disk_format: 'raw',
  container_format: 'bare',
  tags: [],
})
const planned = (count: number, prefix = 'i') => ({
  todo: Array.from({ length: count }, (_, n) => image(`${prefix}${n}`)),
  skipped: [],
})
const hide = { kind: 'hide' } as const

/** An engine whose images end when the test says so. */
function rig() {
  const open = new Map<string, { done: (result?: Applied) => void; fail: (error: Error) => void }>()
  const begun: string[] = []
  const wrote: string[] = []
  const ended: string[] = []
  let sessionEnds = 0
  let most = 0
  let told: () => void = () => undefined
  const runs = createRuns({
    apply: (_scope, _action, { id }) =>
      new Promise((resolve, reject) => {
        begun.push(id)
        open.set(id, { done: (result = {}) => resolve(result), fail: reject })
        most = Math.max(most, open.size)
      }),
    wrote: (_scope, results) => wrote.push(...results.keys()),
    later: (_ms, work) => {
      told = work
    },
    ended: (_scope, { kind }) => ended.push(kind),
    sessionEnded: () => {
      sessionEnds += 1
    },
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const look = () => {
    told()
    return runs.snapshot()
  }
  const end = async (id: string, error?: Error) => {
    const one = open.get(id)
    if (!one) throw new Error(`${id} is not under way`)
    open.delete(id)
    if (error) one.fail(error)
    else one.done()
    await settle()
  }
  const endAll = async (failing: (id: string) => Error | undefined = () => undefined) => {
    while (open.size > 0) for (const id of [...open.keys()]) await end(id, failing(id))
  }
  return {
    runs,
    begun,
    wrote,
    ended,
    look,
    end,
    endAll,
    underWay: () => [...open.keys()],
    most: () => most,
    sessionEnds: () => sessionEnds,
  }
}

describe('a run over many images', () => {
  it('works on a few at once and does every image once', async () => {
    const { runs, begun, wrote, ended, look, endAll, most } = rig()
    runs.start('p', hide, planned(50))
    await endAll()
    expect(look()[0]).toMatchObject({ phase: 'finished', total: 50, done: 50, waiting: 0 })
    expect(most()).toBe(bulkLanes)
    expect(new Set(begun).size).toBe(50)
    expect(wrote).toHaveLength(50)
    expect(ended).toEqual(['hide'])
  })

  it('lists what failed and tries exactly that again', async () => {
    const { runs, begun, look, endAll } = rig()
    const isBad = (id: string) => Number(id.slice(1)) % 25 === 7
    runs.start('p', hide, planned(500))
    await endAll((id) => (isBad(id) ? appError('forbidden') : undefined))
    const [run] = look()
    expect(run).toMatchObject({ phase: 'finished', done: 480, total: 500 })
    expect(run?.failures).toHaveLength(20)
    expect(run?.failures.every((failure) => isBad(failure.image.id))).toBe(true)

    begun.length = 0
    runs.retry(run?.key ?? '')
    await endAll()
    expect(begun).toHaveLength(20)
    expect(begun.every(isBad)).toBe(true)
    expect(look()[0]).toMatchObject({ phase: 'finished', done: 500, failures: [] })
  })

  it('begins nothing after a stop, and goes on with the rest', async () => {
    const { runs, begun, look, end, endAll } = rig()
    runs.start('p', hide, planned(10))
    await end('i0', appError('conflict'))
    runs.stop('run-1')
    await endAll()
    expect(begun).toHaveLength(5)
    expect(look()[0]).toMatchObject({ phase: 'stopped', done: 4, waiting: 5 })

    // The failed one alone; the others stay where they are.
    runs.retry('run-1')
    await endAll()
    expect(begun).toHaveLength(6)
    expect(look()[0]).toMatchObject({ phase: 'stopped', done: 5, waiting: 5, failures: [] })

    runs.resume('run-1')
    await endAll()
    expect(look()[0]).toMatchObject({ phase: 'finished', done: 10, waiting: 0 })
    expect(begun).toHaveLength(11)
  })

  it('waits for a sign-in and loses nothing', async () => {
    const { runs, begun, look, end, endAll, underWay, sessionEnds } = rig()
    runs.start('p', hide, planned(8))
    await end('i0')
    for (const id of underWay()) await end(id, appError('unauthenticated'))
    expect(underWay()).toEqual([])
    expect(look()[0]).toMatchObject({ phase: 'signedOut', done: 1, waiting: 7, failures: [] })
    expect(sessionEnds()).toBe(4)

    runs.signedIn()
    await endAll()
    expect(look()[0]).toMatchObject({ phase: 'finished', done: 8 })
    expect(new Set(begun).size).toBe(8)
  })

  it('runs one after the other, also in other projects', async () => {
    const { runs, look, end, endAll, underWay } = rig()
    runs.start('p', hide, planned(2, 'a'))
    runs.start('q', hide, planned(2, 'b'))
    expect(underWay()).toEqual(['a0', 'a1'])
    expect(look().map(({ phase }) => phase)).toEqual(['running', 'queued'])
    await end('a0')
    await end('a1')
    expect(underWay()).toEqual(['b0', 'b1'])
    await endAll()
    expect(look().map(({ phase }) => phase)).toEqual(['finished', 'finished'])
    runs.dismiss('run-1')
    expect(look().map(({ key }) => key)).toEqual(['run-2'])
  })

  it('keeps a run that is under way', () => {
    const { runs, look } = rig()
    runs.start('p', hide, planned(1))
    runs.dismiss('run-1')
    expect(look()).toHaveLength(1)
  })
})
