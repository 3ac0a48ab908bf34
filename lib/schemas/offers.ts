import { loadImageListParams } from './image-list'
import type { MemberStatus } from './member'

/**
 * The list parameters that bring images offered to a project. Glance lists either hidden images or
 * the others, never both.
 */
export function offerParams(status: MemberStatus, hidden = false) {
  const query = new URLSearchParams({ visibility: 'shared', member_status: status })
  if (hidden) query.set('os_hidden', 'true')
  return loadImageListParams(query)
}

/** Rows of one page of offers: Glance's largest, since own images have to be sorted out. */
export const offersPerPage = 1000

/** Offers without an answer, at most 100, and how many rows had to be read to know. */
export type PendingOffers = { pending: number; scanned: number }
