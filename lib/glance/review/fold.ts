import 'server-only'
import {
  type Figure,
  type QueueFigure,
  type ReviewParams,
  type ReviewQueue,
  type ReviewRow,
  type ReviewSnapshot,
  reviewQueues,
} from '@/lib/schemas/review'
import { HashTable } from './hash-table'
import { ageBracket, dataHash, familyOf, type RowRule, rowRules, storesOf } from './rules'
import { addTo, emptyFigure, Tally } from './tally'

// Everything the desk remembers of a catalogue has one of these bounds.
const mostProjects = 5000
const mostWords = 100
const mostMonths = 600
const mostFamilies = 2000
const mostShares = 1000
const shownProjects = 50
const shownFamilies = 20

/** An image whose members are still to be asked for. */
export type SharedImage = { id: string; size: number }

/**
 * Folds images one after another into figures of a fixed size; no row is kept.
 *
 * Of shared images the first 1,000 ids are kept for a look at their members.
 */
export class ReviewFold {
  private readonly total = emptyFigure('')
  private readonly status = new Tally(mostWords)
  private readonly visibility = new Tally(mostWords)
  private readonly diskFormat = new Tally(mostWords)
  private readonly age = new Tally(mostWords)
  private readonly months = new Tally(mostMonths)
  private readonly stores = new Tally(mostWords)
  private readonly projects = new Tally(mostProjects)
  private readonly families = new Tally(mostFamilies)
  private readonly hashes = new HashTable()
  private readonly queues = new Map<ReviewQueue, QueueFigure>()
  private areSharesCut = false
  readonly shared: SharedImage[] = []

  constructor(
    private readonly params: ReviewParams,
    /** When the scan began, ms. */
    private readonly now: number,
  ) {
    for (const queue of reviewQueues)
      this.queues.set(queue, { count: 0, bytes: 0, state: 'counting' })
  }

  add(row: ReviewRow): void {
    addTo(this.total, row)
    this.status.add(row.status, row)
    this.visibility.add(row.visibility, row)
    this.diskFormat.add(row.disk_format, row)
    this.age.add(ageBracket(row.created_at, this.now), row)
    this.months.add(row.created_at.slice(0, 7), row)
    this.projects.add(row.owner, row)
    for (const store of storesOf(row)) this.stores.add(store, row)
    this.families.add(familyOf(row), row)
    const context = { params: { ...this.params, store: '' }, now: this.now }
    for (const queue of reviewQueues)
      if (isRowRule(queue) && rowRules[queue](row, context)) this.count(queue, row.size)
    this.addHash(row)
    if (row.visibility === 'shared') this.addShared(row)
  }

  /** Counts one image, of `size` bytes, into a queue. */
  count(queue: ReviewQueue, size: number | null): void {
    const figure = this.queues.get(queue)
    if (!figure) return
    figure.count += 1
    figure.bytes += size ?? 0
  }

  /** Says that a queue is counted to the end, or cannot be. */
  settle(queues: readonly ReviewQueue[], state: QueueFigure['state'] = 'done'): void {
    for (const queue of queues) {
      const figure = this.queues.get(queue)
      if (figure) figure.state = state
    }
  }

  /** The projects that own an image, at most 5,000. */
  owners(): string[] {
    return this.projects.keys().filter((id) => id !== '')
  }

  /** Puts the images of projects that are gone into their queue; called once, at the end. */
  countOrphans(gone: ReadonlySet<string>): void {
    const figure = this.queues.get('orphans')
    if (!figure) return
    for (const id of gone) {
      const owned = this.projects.get(id)
      figure.count += owned?.count ?? 0
      figure.bytes += owned?.bytes ?? 0
    }
    figure.state = 'done'
  }

  /** The figures as they stand; of a size that does not depend on how many images there are. */
  snapshot(
    phase: ReviewSnapshot['phase'],
    names: ReadonlyMap<string, string | null>,
  ): ReviewSnapshot {
    const projects = this.projects.top(shownProjects)
    const shown = projects.figures.flatMap(({ key }): Array<[string, string | null]> => {
      const name = names.get(key)
      return name === undefined ? [] : [[key, name]]
    })
    return {
      kind: 'snapshot',
      madeAt: new Date(this.now).toISOString(),
      phase,
      total: { ...this.total },
      status: this.status.figures(),
      visibility: this.visibility.figures(),
      disk_format: this.diskFormat.figures(),
      age: this.age.figures(),
      months: this.months.figures().sort((a, b) => (a.key < b.key ? -1 : 1)),
      stores: this.stores.figures(),
      projects: projects.figures,
      otherProjects: projects.others,
      projectCount: this.owners().length,
      names: Object.fromEntries(shown),
      hiddenFamilies: this.hiddenFamilies(),
      queues: Object.fromEntries(
        [...this.queues].map(([queue, figure]) => [queue, { ...figure }]),
      ) as ReviewSnapshot['queues'],
      cut: {
        projects: this.projects.isCut,
        hashes: this.hashes.isCut,
        shares: this.areSharesCut,
      },
    }
  }

  private hiddenFamilies(): Figure[] {
    return this.families
      .figures()
      .filter(({ key, count, hidden }) => key !== '' && hidden === count)
      .slice(0, shownFamilies)
  }

  // Every copy after the first could be freed; the first one stays.
  private addHash(row: ReviewRow): void {
    const hash = dataHash(row)
    if (hash !== undefined && this.hashes.add(hash) !== 'new') this.count('duplicates', row.size)
  }

  private addShared({ id, size }: ReviewRow): void {
    if (this.shared.length < mostShares) this.shared.push({ id, size: size ?? 0 })
    else this.areSharesCut = true
  }
}

function isRowRule(queue: ReviewQueue): queue is ReviewQueue & RowRule {
  return Object.hasOwn(rowRules, queue)
}
