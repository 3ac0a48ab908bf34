import 'server-only'
import type { Cloud } from '@/lib/openstack/cloud'
import { listImages } from './images'

// The navigation shows a number; past this one "99+" says enough.
const mostCounted = 100

/** How many images other projects have offered and this one has not answered, up to 100. */
export async function countPendingOffers(cloud: Cloud): Promise<{ pending: number }> {
  const query = [
    ['visibility', 'shared'],
    ['member_status', 'pending'],
  ] as Array<readonly [string, string]>
  const { images } = await listImages(cloud, query, { limit: mostCounted })
  return { pending: images.filter((image) => image.owner !== cloud.projectId).length }
}
