import 'server-only'
import { listImageTasks } from '@/lib/glance/imports'
import type { Cloud } from '@/lib/openstack/cloud'
import {
  mostQueueRows,
  type QueueEvent,
  type QueueRow,
  type ReviewList,
  type ReviewListParams,
  type ReviewRow,
} from '@/lib/schemas/review'
import { HashTable } from './hash-table'
import { allImages } from './pages'
import { dataHash, rowRules } from './rules'
import type { NameProjects } from './scan'
import { inLanes, unanswered } from './shares'

type RowsEvent = Extract<QueueEvent, { kind: 'rows' }>
type Pick = (rows: ReviewRow[]) => Promise<QueueRow[]>

// Glance is asked for what it can tell apart itself; our own rule decides all the same.
const narrowing: Partial<Record<ReviewList, ReadonlyArray<readonly [string, string]>>> = {
  stuck: [
    ['visibility', 'all'],
    ['status', 'in:saving,uploading,importing'],
  ],
  queued: [
    ['visibility', 'all'],
    ['status', 'queued'],
  ],
  deactivated: [
    ['visibility', 'all'],
    ['status', 'deactivated'],
  ],
  'weak-hash': [
    ['visibility', 'public'],
    ['status', 'active'],
  ],
  'pending-shares': [['visibility', 'shared']],
}

/**
 * The images of a queue, as they are found; at most 2,000 of them. Rows go to the reader page by
 * page and are not kept here.
 */
export async function* queueRows(
  cloud: Cloud,
  list: ReviewList,
  params: ReviewListParams,
  nameProjects: NameProjects,
): AsyncGenerator<RowsEvent> {
  const pick = await pickerOf(cloud, list, params, nameProjects)
  let scanned = 0
  let sent = 0
  for await (const { rows, isLast } of allImages(cloud, narrowing[list])) {
    scanned += rows.length
    const found = await pick(rows)
    const room = mostQueueRows - sent
    const isCut = found.length > room
    const shown = found.slice(0, room)
    sent += shown.length
    const owners = [...new Set(shown.flatMap(({ owner }) => (owner ? [owner] : [])))]
    const names = Object.fromEntries(owners.length > 0 ? await nameProjects(owners) : [])
    yield { kind: 'rows', rows: shown, scanned, done: isLast || isCut, isCut, names }
    if (isCut) return
  }
}

async function pickerOf(
  cloud: Cloud,
  list: ReviewList,
  params: ReviewListParams,
  nameProjects: NameProjects,
): Promise<Pick> {
  const now = Date.now()
  if (list === 'duplicates') {
    const hashes = await readHashes(cloud)
    const isCopy = (row: ReviewRow) => hashes.isRepeated(dataHash(row) ?? '')
    return async (rows) => rows.filter((row) => dataHash(row) !== undefined && isCopy(row))
  }
  if (list === 'orphans') return (rows) => orphansOf(rows, nameProjects)
  if (list === 'pending-shares')
    return (rows) => withMembers(rows, (id) => unanswered(cloud, id, params.pending, now))
  const rule = rowRules[list]
  if (list === 'failed-imports')
    return (rows) =>
      withReasons(
        cloud,
        rows.filter((row) => rule(row, { params, now })),
      )
  return async (rows) => rows.filter((row) => rule(row, { params, now }))
}

// Which hashes occur twice is known only at the end, so duplicates cost a walk of their own.
async function readHashes(cloud: Cloud): Promise<HashTable> {
  const hashes = new HashTable()
  for await (const { rows } of allImages(cloud))
    for (const row of rows) {
      const hash = dataHash(row)
      if (hash !== undefined) hashes.add(hash)
    }
  return hashes
}

async function orphansOf(rows: ReviewRow[], nameProjects: NameProjects): Promise<QueueRow[]> {
  const owners = [...new Set(rows.flatMap(({ owner }) => (owner ? [owner] : [])))]
  const names = await nameProjects(owners)
  return rows.filter(({ owner }) => owner !== null && names.get(owner) === null)
}

async function withMembers(
  rows: ReviewRow[],
  ask: (imageId: string) => Promise<string[]>,
): Promise<QueueRow[]> {
  const found = new Map<string, string[]>()
  await inLanes(rows, async ({ id }) => {
    const members = await ask(id)
    if (members.length > 0) found.set(id, members)
  })
  return rows.flatMap((row) => {
    const members = found.get(row.id)
    return members ? [{ ...row, members }] : []
  })
}

async function withReasons(cloud: Cloud, rows: ReviewRow[]): Promise<QueueRow[]> {
  const reasons = new Map<string, string>()
  await inLanes(rows, async ({ id }) => {
    // Tasks are gone after 48 hours; then nobody knows the reason any more.
    const tasks = await listImageTasks(cloud, id).catch(() => [])
    const message = tasks.find(({ status }) => status === 'failure')?.message
    if (message) reasons.set(id, message)
  })
  return rows.map((row) => {
    const reason = reasons.get(row.id)
    return reason ? { ...row, reason } : row
  })
}
