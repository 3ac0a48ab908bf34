import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAs } from '@/e2e/open-as'
import { createImage, deleteImage } from '@/lib/glance/images'
import { addMember } from '@/lib/glance/members'
import { getUsage, listStoreDetails, listTasks, readCache } from '@/lib/glance/operations'
import { readProjectNames } from '@/lib/keystone/project-names'
import type { Cloud } from '@/lib/openstack/cloud'
import {
  loadReviewListParams,
  loadReviewParams,
  type ReviewList,
  type ReviewSnapshot,
} from '@/lib/schemas/review'
import { queueRows } from './queue-rows'
import { scanReview } from './scan'

const gone = 'dddddddddddddddddddddddddddddddd'
const mark = `review-${Date.now()}`
const made: string[] = []
let admin: Cloud
let alice: Cloud

async function make(cloud: Cloud, image: Parameters<typeof createImage>[1]) {
  const created = await createImage(cloud, {
    disk_format: 'raw',
    container_format: 'bare',
    ...image,
    name: `${mark} ${image.name}`,
  })
  made.push(created.id)
  return created
}

async function rowsOf(cloud: Cloud, list: ReviewList) {
  const params = loadReviewListParams(new URLSearchParams('queued=0&pending=0&stuck=0'))
  const names: string[] = []
  let isDone = false
  for await (const event of queueRows(cloud, list, params, (ids) => readProjectNames(cloud, ids))) {
    names.push(...event.rows.flatMap(({ name }) => (name?.startsWith(mark) ? [name] : [])))
    isDone = event.done
  }
  expect(isDone).toBe(true)
  return names.map((name) => name.slice(mark.length + 1)).sort()
}

async function review(cloud: Cloud): Promise<ReviewSnapshot> {
  const params = loadReviewParams(new URLSearchParams('queued=0&pending=0'))
  let last: ReviewSnapshot | undefined
  for await (const snapshot of scanReview(cloud, params, (ids) => readProjectNames(cloud, ids)))
    last = snapshot
  if (!last) throw new Error('no snapshot')
  return last
}

beforeAll(async () => {
  admin = await openAs('admin', 'admin')
  alice = await openAs('alice', 'demo')
  await make(alice, { name: 'community', visibility: 'community' })
  await make(alice, { name: 'hidden', os_hidden: true, visibility: 'private' })
  await make(admin, { name: 'orphan', owner: gone, visibility: 'private' })
  const shared = await make(alice, { name: 'shared', visibility: 'shared' })
  await addMember(alice, shared.id, admin.projectId)
})

afterAll(async () => {
  for (const id of made) await deleteImage(admin, id).catch(() => undefined)
})

it('counts what the usual list leaves out, and tells which owners are gone', async () => {
  const snapshot = await review(admin)
  expect(snapshot.phase).toBe('done')
  const community = snapshot.visibility.find(({ key }) => key === 'community')
  expect(community?.count).toBeGreaterThan(0)
  expect(snapshot.total.hidden).toBeGreaterThan(0)
  expect(snapshot.names[alice.projectId]).toBe('demo')
  expect(snapshot.names[gone]).toBeNull()
  expect(snapshot.queues.orphans).toMatchObject({ state: 'done' })
  for (const queue of ['orphans', 'queued', 'pending-shares', 'hidden'] as const)
    expect(snapshot.queues[queue].count).toBeGreaterThan(0)
  const sum = snapshot.status.reduce((all, { count }) => all + count, 0)
  expect(sum).toBe(snapshot.total.count)
})

it('tells people without the role nothing about foreign projects', async () => {
  const snapshot = await review(alice)
  expect(snapshot.names[gone]).toBeUndefined()
  const names = await readProjectNames(alice, [alice.projectId, admin.projectId, gone])
  expect(names.get(admin.projectId)).toBeUndefined()
})

it.each([
  ['queued', ['community', 'hidden', 'orphan', 'shared']],
  ['hidden', ['hidden']],
  ['orphans', ['orphan']],
  ['pending-shares', ['shared']],
  ['stuck', []],
  ['deactivated', []],
  ['weak-hash', []],
  ['duplicates', []],
  ['large-old', []],
  ['failed-imports', []],
] as const)('queue %s', async (list, expected) => {
  expect(await rowsOf(admin, list)).toEqual(expected)
})

it('reads stores, usage, tasks and cache', async () => {
  expect((await listStoreDetails(admin)).map(({ id }) => id)).toContain('fast')
  expect(await getUsage(admin)).toEqual({})
  expect(Array.isArray((await listTasks(admin, {})).tasks)).toBe(true)
  expect(typeof (await readCache(admin)).isOn).toBe('boolean')
  await expect(listTasks(alice, {})).rejects.toMatchObject({ code: 'forbidden' })
})
