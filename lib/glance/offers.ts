import 'server-only'
import type { Cloud } from '@/lib/openstack/cloud'
import { upstreamQuery } from '@/lib/schemas/image-query'
import { offerParams, offersPerPage, type PendingOffers } from '@/lib/schemas/offers'
import { listImages } from './images'

// The navigation shows a number; from here on "99+" says enough.
const mostCounted = 100

/**
 * How many images other projects have offered and this one has not answered, up to 100, hidden ones
 * included. Glance's list holds the project's own shared images too, whatever their members
 * answered, and cannot leave them out; so pages are read until enough foreign ones are found.
 *
 * An administrator's list is not narrowed by membership at all, so there is nothing to count by.
 * Source: glance/db/sqlalchemy/api.py at 25.1.0, `_select_images_query`.
 */
export async function countPendingOffers(cloud: Cloud): Promise<PendingOffers> {
  const found: PendingOffers = { pending: 0, scanned: 0 }
  if (cloud.roles.includes('admin')) return found
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
