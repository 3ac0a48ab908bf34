import 'server-only'
import type { AgeBracket, ReviewListParams, ReviewRow } from '@/lib/schemas/review'

const hour = 3600_000
const day = 24 * hour
const gibibyte = 1024 ** 3

/** What a rule looks at beside the row: the thresholds, and when the scan began (ms). */
export type RuleContext = { params: ReviewListParams; now: number }

type Rule = (row: ReviewRow, context: RuleContext) => boolean

const isOlder = (time: string, now: number, span: number) => now - Date.parse(time) >= span

// https://docs.openstack.org/glance/latest/user/os_hash_algo.html; what is older can be forged.
const soundAlgorithm = /^(sha256|sha384|sha512|sha3_(256|384|512)|blake2[bs])$/i

/** True for a multihash that still proves something. */
export function isSoundHash(row: Pick<ReviewRow, 'os_hash_algo' | 'os_hash_value'>): boolean {
  return !!row.os_hash_value && soundAlgorithm.test(row.os_hash_algo ?? '')
}

/** The hash that tells equal data; nothing while an image has no data. */
export function dataHash(row: ReviewRow): string | undefined {
  if (!row.size) return undefined
  return row.os_hash_value ?? row.checksum ?? undefined
}

/** The stores that hold an image's data. */
export function storesOf(row: Pick<ReviewRow, 'stores'>): string[] {
  return (row.stores ?? '').split(',').filter(Boolean)
}

/** The queues and lists that one row alone decides. */
export const rowRules = {
  /** Glance works on it, or died doing so: no change for `stuck` hours. */
  stuck: (row, { params, now }) =>
    ['saving', 'uploading', 'importing'].includes(row.status) &&
    isOlder(row.updated_at, now, params.stuck * hour),
  /** Glance names here the stores that an import could not fill. */
  'failed-imports': (row) => !!row.os_glance_failed_import,
  queued: (row, { params, now }) =>
    row.status === 'queued' && isOlder(row.created_at, now, params.queued * day),
  deactivated: (row) => row.status === 'deactivated',
  'weak-hash': (row) => row.visibility === 'public' && row.status === 'active' && !isSoundHash(row),
  'large-old': (row, { params, now }) =>
    (row.size ?? 0) >= params.large * gibibyte && isOlder(row.created_at, now, params.old * day),
  hidden: (row) => row.os_hidden,
  'in-store': (row, { params }) => storesOf(row).includes(params.store),
} as const satisfies Record<string, Rule>
export type RowRule = keyof typeof rowRules

const brackets: ReadonlyArray<readonly [AgeBracket, days: number]> = [
  ['week', 7],
  ['month', 30],
  ['quarter', 90],
  ['year', 365],
  ['twoYears', 730],
]

/** The age bracket of an image created at `created`. */
export function ageBracket(created: string, now: number): AgeBracket {
  const age = now - Date.parse(created)
  return brackets.find(([, days]) => age < days * day)?.[0] ?? 'older'
}

/** The family of an image as its properties name it, such as `ubuntu 24.04`; empty for unknown. */
export function familyOf(row: Pick<ReviewRow, 'os_distro' | 'os_version'>): string {
  return [row.os_distro, row.os_version].filter(Boolean).join(' ')
}
