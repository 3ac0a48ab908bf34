import 'server-only'
import { randomUUID } from 'node:crypto'
import type { SharedStore } from '@/lib/copies/shared-store'
import { logger } from '@/lib/log'
import { type Claims, elsewhereError } from './claims'

/** How long a claim outlives the last sign of life of its process, and how often that gives one. */
const usualTimes = { leaseMs: 12_000, beatMs: 3_000 }

/** `breaks` of the store when the lease was last seen there. */
type Lease = { until: number; breaks: number; waiters: Array<(error?: Error) => void> }

const keyOf = (id: string) => `upload:${id}`

/**
 * Claims that all copies see, as leases in the shared store. Each names the address of its copy, so that
 * requests for an upload can be sent on to it.
 *
 * A lease is unsure from the moment it ran out, or contact with the store was lost, which may come back
 * empty: whoever writes waits (`held`). When the store answers again the lease goes on, or is lost to the
 * copy that took it.
 *
 * @param url Address of this copy; '' when the others cannot reach it.
 * @param onLost Another copy has the upload now.
 */
export function sharedClaims(
  store: SharedStore,
  url: string,
  onLost: (id: string) => void,
  times = usualTimes,
): Claims & { stop: () => void } {
  const me = `${randomUUID()} ${url}`
  const leases = new Map<string, Lease>()
  const isSure = ({ until, breaks }: Lease) =>
    until > performance.now() && breaks === store.breaks()

  const prolong = async (id: string): Promise<boolean> => {
    // Counted from before the question: the store's clock began later.
    const until = performance.now() + times.leaseMs
    const breaks = store.breaks()
    if ((await store.take(keyOf(id), me, times.leaseMs)) !== me) return false
    const lease = leases.get(id) ?? { until, breaks, waiters: [] }
    Object.assign(lease, { until, breaks })
    leases.set(id, lease)
    if (isSure(lease)) for (const wake of lease.waiters.splice(0)) wake()
    return true
  }
  const lose = (id: string, lease: Lease) => {
    leases.delete(id)
    for (const wake of lease.waiters.splice(0)) wake(lost(id))
    logger().warn({ upload: id }, 'another copy took the upload over')
    onLost(id)
  }
  const ask = (id: string, lease: Lease) =>
    prolong(id).then(
      (isOurs) => {
        if (!isOurs && leases.get(id) === lease) lose(id, lease)
      },
      () => undefined,
    )
  const beat = setInterval(() => {
    for (const [id, lease] of leases) void ask(id, lease)
  }, times.beatMs)
  beat.unref()

  return {
    isShared: true,
    stop: () => clearInterval(beat),
    take: (id) =>
      prolong(id).catch(() => {
        throw elsewhereError()
      }),
    async release(id) {
      const lease = leases.get(id)
      leases.delete(id)
      for (const wake of lease?.waiters.splice(0) ?? []) wake(lost(id))
      // What cannot be said now runs out by itself.
      await store.release(keyOf(id), me).catch(() => undefined)
    },
    async holders(ids) {
      if (ids.length === 0) return []
      const found = await store.get(ids.map(keyOf)).catch(() => {
        throw elsewhereError()
      })
      return found.map((who) => (who === undefined || who === me ? undefined : urlOf(who)))
    },
    async held(id) {
      const lease = leases.get(id)
      if (!lease) throw lost(id)
      if (isSure(lease)) return
      const known = new Promise<void>((resolve, reject) => {
        lease.waiters.push((error) => (error ? reject(error) : resolve()))
      })
      void ask(id, lease)
      await known
    },
    isHeld: (id) => {
      const lease = leases.get(id)
      return lease !== undefined && isSure(lease)
    },
  }
}

const lost = (id: string) => new Error(`upload ${id} is another copy's`)
const urlOf = (who: string) => who.slice(who.indexOf(' ') + 1)
