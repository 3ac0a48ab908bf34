import 'server-only'
import type { Cloud } from '@/lib/openstack/cloud'
import type { ReviewParams, ReviewSnapshot } from '@/lib/schemas/review'
import { ReviewFold } from './fold'
import { allImages } from './pages'
import { inLanes, unanswered } from './shares'

/**
 * Names of projects by id; `null` for one that does not exist, nothing for one that Keystone does
 * not speak about.
 */
export type NameProjects = (ids: readonly string[]) => Promise<ReadonlyMap<string, string | null>>

const sharesAtOnce = 50

/**
 * Looks through the whole catalogue and yields the desk's figures after every page.
 *
 * The first figures follow the first page of 100 images; nothing else is waited for before them.
 */
export async function* scanReview(
  cloud: Cloud,
  params: ReviewParams,
  nameProjects: NameProjects,
): AsyncGenerator<ReviewSnapshot> {
  // Glance knows no parts of a second; the links that count what the desk counts need the same edge.
  const now = Math.floor(Date.now() / 1000) * 1000
  const fold = new ReviewFold(params, now)
  let names: ReadonlyMap<string, string | null> = new Map()
  for await (const { rows, isHidden, isLast } of allImages(cloud)) {
    for (const row of rows) fold.add(row)
    if (isLast) break
    yield fold.snapshot(isHidden ? 'hidden' : 'visible', names)
  }
  fold.settle([
    'stuck',
    'failed-imports',
    'queued',
    'deactivated',
    'weak-hash',
    'duplicates',
    'large-old',
    'hidden',
  ])
  yield fold.snapshot('shares', names)
  names = await nameProjects(fold.owners())
  if (names.size === 0) fold.settle(['orphans'], 'unknown')
  else fold.countOrphans(new Set([...names].flatMap(([id, name]) => (name === null ? [id] : []))))
  yield fold.snapshot('shares', names)
  for (let at = 0; at < fold.shared.length; at += sharesAtOnce) {
    await inLanes(fold.shared.slice(at, at + sharesAtOnce), async ({ id, size }) => {
      const projects = await unanswered(cloud, id, params.pending, now)
      if (projects.length > 0) fold.count('pending-shares', size)
    })
    yield fold.snapshot('shares', names)
  }
  fold.settle(['pending-shares'])
  yield fold.snapshot('done', names)
}
