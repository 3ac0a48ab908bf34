/** What is known of the cloud's limits. Quotas are in MiB, -1 for none; the cap is in bytes. */
type Limits = {
  usage: Record<string, { limit: number; usage: number }>
  image_size_cap: number | null
}

/** Sizes in bytes. `before` are files that are sent earlier than this one. */
type Sizes = { size: number; before: number }

/** What stands against a file of that size. `isFinal`: Glance would refuse it for sure. */
export type RoomProblem =
  | { kind: 'overCap'; isFinal: true; cap: number }
  | { kind: 'quotaFull' | 'quotaFills'; isFinal: boolean; used: number; limit: number }
  | { kind: 'countFull'; isFinal: true; limit: number }

const MiB = 1024 * 1024

/**
 * Compares a file with the largest image and the project's quotas, before its first byte.
 *
 * Glance compares the size quota with what is stored already and never with the file that comes:
 * the last file may go beyond it, and only the next is refused.
 * Source: glance/quota/keystone.py (`enforce_image_size_total`, delta 0), tag 25.1.0
 *
 * @param isNew The file needs a new record, which counts.
 */
export function roomProblem(
  { usage, image_size_cap: cap }: Limits,
  { size, before }: Sizes,
  isNew: boolean,
): RoomProblem | undefined {
  if (cap !== null && size > cap) return { kind: 'overCap', isFinal: true, cap }
  const count = usage.image_count_total
  if (isNew && isLimited(count) && count.usage >= count.limit)
    return { kind: 'countFull', isFinal: true, limit: count.limit }
  const total = usage.image_size_total
  if (!isLimited(total)) return undefined
  const stored = { used: total.usage * MiB, limit: total.limit * MiB }
  if (total.usage > total.limit) return { kind: 'quotaFull', isFinal: true, ...stored }
  const used = stored.used + before
  if (used > stored.limit) return { kind: 'quotaFull', isFinal: false, used, limit: stored.limit }
  if (used + size <= stored.limit) return undefined
  return { kind: 'quotaFills', isFinal: false, used: used + size, limit: stored.limit }
}

function isLimited<T extends { limit: number }>(resource: T | undefined): resource is T {
  return resource !== undefined && resource.limit >= 0
}
