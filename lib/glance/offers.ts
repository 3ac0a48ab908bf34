import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Cloud } from '@/lib/openstack/cloud'
import { upstreamQuery } from '@/lib/schemas/image-query'
import { offerParams, offersPerPage, type PendingOffers } from '@/lib/schemas/offers'
import { listImages } from './images'

// The navigation shows a number; from here on "99+" says enough.
const mostCounted = 100

// A count that took Glance a second is good for fifty: two hundredths of a worker, however many
// people open pages, and a small project's count is never older than a moment.
const restPerWork = 50
const longestRestMs = 10 * 60_000

// One process may load this module more than once (routes, pages, start-up); the state is one.
const store = globalThis as { __vitrineOffers?: LRUCache<string, Promise<PendingOffers>> }

function remembered() {
  store.__vitrineOffers ??= new LRUCache({ max: 10_000 })
  return store.__vitrineOffers
}

const keyOf = (cloud: Cloud) => `${cloud.imageUrl} ${cloud.projectId}`

/**
 * How many images other projects have offered and this one has not answered, up to 100, hidden ones
 * included. One count serves all members of a project, for fifty times as long as it took.
 *
 * An administrator's list is not narrowed by membership at all, so there is nothing to count by.
 * Source: glance/db/sqlalchemy/api.py at 25.1.0, `_select_images_query`.
 */
export function countPendingOffers(cloud: Cloud): Promise<PendingOffers> {
  if (cloud.roles.includes('admin')) return Promise.resolve({ pending: 0, scanned: 0 })
  const key = keyOf(cloud)
  const known = remembered().get(key)
  if (known) return known
  const start = performance.now()
  const counted = count(cloud)
  const isNewest = () => remembered().peek(key) === counted
  remembered().set(key, counted)
  counted.then(
    () => {
      const ttl = Math.min(longestRestMs, Math.ceil((performance.now() - start) * restPerWork))
      if (isNewest()) remembered().set(key, counted, { ttl })
    },
    () => isNewest() && remembered().delete(key),
  )
  return counted
}

/** The count, when it is known and Glance need not be asked: for a page that is being drawn. */
export function knownPendingOffers(cloud: Cloud): Promise<PendingOffers | undefined> {
  if (cloud.roles.includes('admin')) return countPendingOffers(cloud)
  // Of two promises that are both there, a race takes the first.
  return Promise.race([remembered().get(keyOf(cloud)), Promise.resolve(undefined)])
}

/** For the moment the project answers an offer: the next count is a new one. */
export function forgetPendingOffers(cloud: Cloud): void {
  remembered().delete(keyOf(cloud))
}

// Glance's list holds the project's own shared images too, whatever their members answered, and
// cannot leave them out; so pages are read until enough foreign ones are found.
async function count({ signal: _oneOfMany, ...cloud }: Cloud): Promise<PendingOffers> {
  const found: PendingOffers = { pending: 0, scanned: 0 }
  for (const hidden of [false, true]) {
    const query = upstreamQuery(offerParams('pending', hidden))
    for (let marker: string | null | undefined; marker !== null; ) {
      const page = await listImages(cloud, query, { limit: offersPerPage, marker })
      found.scanned += page.images.length
      found.pending += page.images.filter(({ owner }) => owner !== cloud.projectId).length
      if (found.pending >= mostCounted) return { ...found, pending: mostCounted }
      marker = page.nextMarker
    }
  }
  return found
}
