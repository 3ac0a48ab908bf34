import { describe, expect, it } from 'vitest'
import { loadReviewParams, type ReviewRow } from '@/lib/schemas/review'
import { ReviewFold } from './fold'
import { HashTable } from './hash-table'
import { sampleRow } from './row-sample'
import { Tally } from './tally'

const now = Date.parse('2026-11-21T12:00:00Z')
const params = loadReviewParams(new URLSearchParams())
const none: ReadonlyMap<string, string | null> = new Map()

function fold(...rows: Array<Partial<ReviewRow>>): ReviewFold {
  const made = new ReviewFold(params, now)
  for (const row of rows) made.add(sampleRow(row))
  return made
}

describe('figures', () => {
  it('counts images, hidden ones and bytes by each key', () => {
    const { total, status, visibility, disk_format, stores, months } = fold(
      { size: 5, stores: 'fast,cold', created_at: '2026-10-31T23:59:59Z' },
      { size: 7, os_hidden: true, visibility: 'public', stores: 'fast' },
      { size: null, status: 'queued', disk_format: null },
    ).snapshot('done', none)
    expect(total).toEqual({ key: '', count: 3, hidden: 1, bytes: 12 })
    expect(status).toEqual([
      { key: 'active', count: 2, hidden: 1, bytes: 12 },
      { key: 'queued', count: 1, hidden: 0, bytes: 0 },
    ])
    expect(visibility.map(({ key, count }) => [key, count])).toEqual([
      ['private', 2],
      ['public', 1],
    ])
    expect(disk_format.find(({ key }) => key === '')).toMatchObject({ count: 1, bytes: 0 })
    expect(stores).toEqual([
      { key: 'fast', count: 2, hidden: 1, bytes: 12 },
      { key: 'cold', count: 1, hidden: 0, bytes: 5 },
    ])
    expect(months.map(({ key }) => key)).toEqual(['2026-06', '2026-10'])
  })

  it('names the projects with most bytes and sums up the others', () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ owner: `p${at}`, size: at }))
    const { projects, otherProjects, projectCount, names } = fold(...rows).snapshot(
      'done',
      new Map([
        ['p59', 'largest'],
        ['p3', 'not shown'],
      ]),
    )
    expect(projects).toHaveLength(50)
    expect(projects[0]).toMatchObject({ key: 'p59', bytes: 59 })
    expect(otherProjects).toMatchObject({ count: 10, bytes: 45 })
    expect(projectCount).toBe(60)
    expect(names).toEqual({ p59: 'largest' })
  })

  it('a snapshot does not change with what is added later', () => {
    const made = fold({})
    const before = made.snapshot('visible', none)
    made.add(sampleRow({ status: 'active' }))
    expect(before.total.count).toBe(1)
    expect(before.status[0]?.count).toBe(1)
    expect(before.queues.hidden.count).toBe(0)
  })
})

describe('queues', () => {
  it('every copy after the first counts as a duplicate', () => {
    const copy = { os_hash_value: 'abcdef0123456789', size: 10 }
    const { queues } = fold(copy, copy, copy, { ...copy, os_hash_value: 'ff' }).snapshot(
      'done',
      none,
    )
    expect(queues.duplicates).toMatchObject({ count: 2, bytes: 20 })
  })

  it('images without data are no duplicates of each other', () => {
    const { queues } = fold({ size: null }, { size: null }).snapshot('done', none)
    expect(queues.duplicates.count).toBe(0)
  })

  it('orphans are the images of projects that are gone', () => {
    const made = fold({ owner: 'gone', size: 3 }, { owner: 'gone', size: 4 }, { owner: 'here' })
    made.countOrphans(new Set(['gone', 'never seen']))
    expect(made.snapshot('done', none).queues.orphans).toEqual({
      count: 2,
      bytes: 7,
      state: 'done',
    })
  })

  it('a queue counts until it is settled', () => {
    const made = fold({ status: 'deactivated', size: 5 })
    expect(made.snapshot('visible', none).queues.deactivated).toEqual({
      count: 1,
      bytes: 5,
      state: 'counting',
    })
    made.settle(['deactivated'])
    made.settle(['orphans'], 'unknown')
    const { queues } = made.snapshot('done', none)
    expect([queues.deactivated.state, queues.orphans.state]).toEqual(['done', 'unknown'])
  })

  it('hidden families have nothing left that can be seen', () => {
    const debian = { os_distro: 'debian', os_version: '11', os_hidden: true }
    const ubuntu = { os_distro: 'ubuntu', os_version: '24.04' }
    const { hiddenFamilies } = fold(
      debian,
      debian,
      ubuntu,
      { ...ubuntu, os_hidden: true },
      { os_hidden: true },
    ).snapshot('done', none)
    expect(hiddenFamilies).toEqual([expect.objectContaining({ key: 'debian 11', count: 2 })])
  })

  it('keeps ids of 1,000 shared images and says when there were more', () => {
    const made = new ReviewFold(params, now)
    for (let at = 0; at < 1000; at += 1) made.add(sampleRow({ id: `${at}`, visibility: 'shared' }))
    expect(made.snapshot('shares', none).cut.shares).toBe(false)
    made.add(sampleRow({ visibility: 'shared' }))
    expect(made.shared).toHaveLength(1000)
    expect(made.snapshot('shares', none).cut.shares).toBe(true)
  })
})

describe('bounds', () => {
  it('a tally never grows past its keys and loses nothing', () => {
    const tally = new Tally(3)
    for (let at = 0; at < 10; at += 1) tally.add(`k${at}`, { size: 2, os_hidden: at === 9 })
    expect(tally.size).toBe(3)
    expect(tally.isCut).toBe(true)
    expect(tally.others).toMatchObject({ count: 7, bytes: 14, hidden: 1 })
  })

  it('a hash table that is full says so and still knows what it holds', () => {
    const table = new HashTable()
    const hash = (at: number) => (at * 2654435761 + 1).toString(16).padStart(16, '0')
    let at = 0
    while (!table.isCut && at < 200_000) table.add(hash(at++))
    expect(at).toBe(98_305)
    expect(table.add(hash(5))).toBe('second')
    expect(table.add(hash(5))).toBe('more')
    expect([table.isRepeated(hash(5)), table.isRepeated(hash(6))]).toEqual([true, false])
    expect(table.add(hash(at))).toBe('new')
  })

  it('a snapshot of 100,000 images of 20,000 projects is as large as one of few', () => {
    const made = new ReviewFold(params, now)
    for (let at = 0; at < 100_000; at += 1) {
      const month = String((at % 12) + 1).padStart(2, '0')
      made.add(
        sampleRow({
          id: `${at}`,
          owner: `project-${at % 20_000}`,
          status: `status-${at % 300}`,
          os_distro: `distro-${at % 5000}`,
          created_at: `${1900 + (at % 120)}-${month}-01T00:00:00Z`,
          visibility: at % 2 ? 'shared' : 'private',
        }),
      )
    }
    const snapshot = made.snapshot('done', none)
    expect(snapshot.total.count).toBe(100_000)
    expect(snapshot.cut.projects).toBe(true)
    expect(snapshot.projectCount).toBe(5000)
    expect(JSON.stringify(snapshot).length).toBeLessThan(100_000)
    const sum = [...snapshot.projects, snapshot.otherProjects].reduce(
      (all, one) => all + one.count,
      0,
    )
    expect(sum).toBe(100_000)
  })
})
