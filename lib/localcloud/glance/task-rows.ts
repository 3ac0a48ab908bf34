import { randomUUID } from 'node:crypto'
import type { LocalDatabase } from '@/lib/localcloud/db'
import { now } from './clock'
import type { JsonObject } from './python-json'

export type TaskStatus = 'pending' | 'processing' | 'success' | 'failure'

/** A task as it is stored; `input` and `result` are JSON text, times are µs. */
export type Task = {
  id: string
  type: 'import' | 'api_image_import'
  status: TaskStatus
  owner: string
  input: string | null
  result: string | null
  message: string
  image_id: string | null
  request_id: string | null
  user_id: string | null
  expires_at: number | null
  created_at: number
  updated_at: number
}

/** Finished tasks are kept for this long, as in Glance. */
const lifeTime = 48 * 3600 * 1e6

/** Adds a task that has not begun. */
export function insertTask(
  db: LocalDatabase,
  fields: Pick<Task, 'type' | 'owner' | 'image_id' | 'request_id' | 'user_id'> & {
    input: JsonObject
  },
): Task {
  const at = now()
  const task: Task = {
    ...fields,
    id: randomUUID(),
    status: 'pending',
    input: JSON.stringify(fields.input),
    result: null,
    message: '',
    expires_at: null,
    created_at: at,
    updated_at: at,
  }
  db.run(
    `insert into tasks (id, type, status, owner, input, message, image_id, request_id, user_id,
       created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    task.id,
    task.type,
    task.status,
    task.owner,
    task.input,
    task.message,
    task.image_id,
    task.request_id,
    task.user_id,
    at,
    at,
  )
  return task
}

/** Notes how far a task is; a finished one gets the time at which it will go. */
export function updateTask(
  db: LocalDatabase,
  id: string,
  change: { status?: TaskStatus; message?: string; result?: JsonObject },
): void {
  const at = now()
  const isOver = change.status === 'success' || change.status === 'failure'
  db.run(
    `update tasks set status = coalesce(?, status), message = coalesce(?, message),
       result = coalesce(?, result), expires_at = coalesce(?, expires_at), updated_at = ?
     where id = ?`,
    change.status ?? null,
    change.message ?? null,
    change.result ? JSON.stringify(change.result) : null,
    isOver ? at + lifeTime : null,
    at,
    id,
  )
}

/** Removes tasks whose time is over. */
export function dropOldTasks(db: LocalDatabase): void {
  db.run('delete from tasks where expires_at <= ?', now())
}

/** Reads one task. */
export function readTask(db: LocalDatabase, id: string): Task | undefined {
  return db.get<Task>('select * from tasks where id = ?', id)
}
