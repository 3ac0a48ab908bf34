import 'server-only'
import { isAppError } from '@/lib/errors'
import { listMembers } from '@/lib/glance/members'
import type { Cloud } from '@/lib/openstack/cloud'

const lanes = 6
const day = 24 * 3600_000

/** Projects that an image was offered to at least `days` ago and that have not answered. */
export async function unanswered(
  cloud: Cloud,
  imageId: string,
  days: number,
  now: number,
): Promise<string[]> {
  try {
    const members = await listMembers(cloud, imageId)
    return members
      .filter(
        ({ status, created_at }) =>
          status === 'pending' && now - Date.parse(created_at) >= days * day,
      )
      .map(({ member_id }) => member_id)
  } catch (error) {
    // Deleted, or made private, since its row was read.
    if (isAppError(error, 'not_found') || isAppError(error, 'forbidden')) return []
    throw error
  }
}

/** Does something for each of `items`, a few at a time, in order of their turn. */
export async function inLanes<T>(
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  const lane = async () => {
    for (const item of rest) await act(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
