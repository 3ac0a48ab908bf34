import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isUniqueFailure, type LocalDatabase, openDatabase } from './db'

let dir = ''
let db: LocalDatabase

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'localcloud-db-'))
  db = openDatabase(dir)
  db.exec('create table things (id text primary key, size integer, data blob)')
})

afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

const ids = () => db.all<{ id: string }>('select id from things order by id').map(({ id }) => id)

test('rows come back without what the driver adds', () => {
  db.run('insert into things (id, size) values (?, ?)', 'a', 5)
  expect(db.get('select id, size from things where id = ?', 'a')).toEqual({ id: 'a', size: 5 })
  expect(db.get('select id from things where id = ?', 'b')).toBeUndefined()
})

test('a single null or Buffer is a parameter', () => {
  expect(db.get('select ? is null as yes', null)).toEqual({ yes: 1 })
  expect(db.get('select length(?) as n', Buffer.from('abc'))).toEqual({ n: 3 })
})

test('a nested transaction that fails leaves the outer one alone', () => {
  db.transaction(() => {
    db.run("insert into things (id) values ('outer')")
    expect(() =>
      db.transaction(() => {
        db.run("insert into things (id) values ('inner')")
        throw new Error('no')
      }),
    ).toThrow('no')
    db.run("insert into things (id) values ('after')")
  })
  expect(ids()).toEqual(['after', 'outer'])
})

test('a failed transaction leaves nothing, and the next one works', () => {
  expect(() =>
    db.transaction(() => {
      db.run("insert into things (id) values ('x')")
      db.transaction(() => db.run("insert into things (id) values ('x')"))
    }),
  ).toThrow()
  expect(ids()).toEqual([])
  db.transaction(() => db.run("insert into things (id) values ('y')"))
  expect(ids()).toEqual(['y'])
})

test('a taken key is told apart from other failures', () => {
  db.run("insert into things (id) values ('x')")
  const failureOf = (work: () => void) => {
    try {
      work()
      return undefined
    } catch (error) {
      return error
    }
  }
  expect(isUniqueFailure(failureOf(() => db.run("insert into things (id) values ('x')")))).toBe(
    true,
  )
  expect(isUniqueFailure(failureOf(() => db.exec('select * from nowhere')))).toBe(false)
})

test('committed rows are there after opening again', () => {
  db.run("insert into things (id) values ('kept')")
  db.close()
  db = openDatabase(dir)
  expect(ids()).toEqual(['kept'])
})
