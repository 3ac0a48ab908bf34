import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalDatabase, openDatabase } from '@/lib/localcloud/db'
import { seedImages } from './seed-images'
import { seedMetadefs } from './seed-metadefs'

let dir: string
let db: LocalDatabase

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitrine-seed-'))
  db = openDatabase(dir)
  seedImages(db, dir, { count: 300 })
})
afterAll(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

test('as many images as asked for, in every state a screen can show', () => {
  expect(db.get('select count(*) as count from images')).toEqual({ count: 300 })
  const values = (column: string) =>
    db.all<{ v: string }>(`select distinct ${column} as v from images`).map(({ v }) => v)
  expect(values('status').sort()).toEqual([
    'active',
    'deactivated',
    'queued',
    'saving',
    'uploading',
  ])
  expect(values('visibility')).toHaveLength(4)
  expect(values('disk_format')).toEqual(
    expect.arrayContaining(['qcow2', 'vmdk', 'vdi', 'vhd', 'vhdx', 'iso', 'raw']),
  )
})

test('every size and hash is that of the bytes on disk', () => {
  const rows = db.all<{ id: string; store: string; size: number; checksum: string; sum: string }>(
    `select i.id, l.store, i.size, i.checksum, i.os_hash_value as sum from images i
     join image_locations l on l.image_id = i.id`,
  )
  expect(rows.length).toBeGreaterThan(290)
  for (const { id, store, size, checksum, sum } of rows) {
    const bytes = readFileSync(join(dir, 'stores', store, id))
    expect(bytes.length, id).toBe(size)
    expect(createHash('md5').update(bytes).digest('hex'), id).toBe(checksum)
    expect(createHash('sha512').update(bytes).digest('hex'), id).toBe(sum)
  }
})

test('a second start adds nothing', () => {
  seedImages(db, dir, { count: 300 })
  expect(db.get('select count(*) as count from images')).toEqual({ count: 300 })
})

test('metadata definitions are loaded once; what was deleted stays away', () => {
  seedMetadefs(db)
  const count = () =>
    db.get<{ count: number }>('select count(*) as count from metadef_namespaces')?.count ?? 0
  const before = count()
  expect(before).toBeGreaterThanOrEqual(10)
  db.run("delete from metadef_namespaces where namespace = 'Vitrine::Numbers'")
  seedMetadefs(db)
  expect(count()).toBe(before - 1)
})
