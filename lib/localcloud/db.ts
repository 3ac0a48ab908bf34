import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'

export type SqlValue = string | number | bigint | Buffer | null

/** A thin, typed face of the SQLite connection. Everything is synchronous. */
export type LocalDatabase = {
  /** The connection itself (better-sqlite3's API), for what this face does not offer. */
  connection: Database.Database
  /** First row, or undefined. `T` is what the caller's SQL selects; nothing is checked. */
  get<T>(sql: string, ...params: SqlValue[]): T | undefined
  /** All rows. */
  all<T>(sql: string, ...params: SqlValue[]): T[]
  /** Writes; answers how many rows changed. */
  run(sql: string, ...params: SqlValue[]): number
  /** Runs `work` in one transaction; what it throws rolls everything back. May be nested. */
  transaction<T>(work: () => T): T
  /** Runs a script of several statements, e.g. a schema. */
  exec(script: string): void
  close(): void
}

/** Whether a write failed because the name or id is taken. */
export function isUniqueFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

const schemas = ['./keystone/schema.sql', './glance/schema.sql']

/**
 * Opens (and at first creates) `cloud.db` in `dir`.
 * WAL keeps a committed row through kill -9; `synchronous=full` also through a power cut, at the
 * price of one fsync per commit.
 */
export function openDatabase(dir: string): LocalDatabase {
  mkdirSync(dir, { recursive: true })
  const connection = new Database(join(dir, 'cloud.db'))
  connection.exec('pragma journal_mode=wal')
  connection.exec('pragma synchronous=full')
  connection.exec('pragma foreign_keys=on')
  connection.exec('pragma busy_timeout=5000')
  for (const file of schemas) {
    connection.exec(readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'))
  }
  return wrap(connection)
}

function wrap(connection: Database.Database): LocalDatabase {
  const prepared = new Map<string, Database.Statement>()
  const statement = (sql: string): Database.Statement => {
    let found = prepared.get(sql)
    if (!found) {
      found = connection.prepare(sql)
      // Lists build their SQL from filters; without an end the map would grow with them.
      if (prepared.size >= 500) prepared.clear()
      prepared.set(sql, found)
    }
    return found
  }
  let depth = 0
  // Parameters go as one list: libsql takes a single null or Buffer for a set of named ones.
  return {
    connection,
    get: <T>(sql: string, ...params: SqlValue[]) => {
      const row = statement(sql).get(params) as Record<string, unknown> | undefined
      // libsql adds timing data to single rows.
      if (row) delete row._metadata
      return row as T | undefined
    },
    all: <T>(sql: string, ...params: SqlValue[]) => statement(sql).all(params) as T[],
    run: (sql, ...params) => statement(sql).run(params).changes,
    transaction: (work) => {
      const name = `level${depth}`
      connection.exec(depth === 0 ? 'begin immediate' : `savepoint ${name}`)
      depth += 1
      try {
        const result = work()
        depth -= 1
        connection.exec(depth === 0 ? 'commit' : `release ${name}`)
        return result
      } catch (error) {
        depth = Math.min(depth, Number(name.slice(5)))
        connection.exec(depth === 0 ? 'rollback' : `rollback to ${name}; release ${name}`)
        throw error
      }
    },
    exec: (script) => {
      connection.exec(script)
    },
    close: () => {
      prepared.clear()
      connection.close()
    },
  }
}
