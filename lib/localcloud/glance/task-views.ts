import { isoTime } from './clock'
import type { JsonObject } from './python-json'
import type { Task } from './task-rows'

const parse = (text: string | null) => (text === null ? null : (JSON.parse(text) as JsonObject))

/** A task in a list. */
export function briefView(task: Task): JsonObject {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    owner: task.owner,
    created_at: isoTime(task.created_at),
    updated_at: isoTime(task.updated_at),
    self: `/v2/tasks/${task.id}`,
    schema: '/v2/schemas/task',
    expires_at: task.expires_at === null ? undefined : isoTime(task.expires_at),
  }
}

/** A task by itself. */
export function fullView(task: Task): JsonObject {
  return {
    id: task.id,
    input: parse(task.input),
    type: task.type,
    status: task.status,
    owner: task.owner,
    message: task.message,
    result: parse(task.result),
    created_at: isoTime(task.created_at),
    updated_at: isoTime(task.updated_at),
    self: `/v2/tasks/${task.id}`,
    schema: '/v2/schemas/task',
    image_id: task.image_id ?? undefined,
    request_id: task.request_id ?? undefined,
    user_id: task.user_id ?? undefined,
    expires_at: task.expires_at === null ? undefined : isoTime(task.expires_at),
  }
}

function rawTime(micros: number | null): string | null {
  if (micros === null) return null
  const seconds = isoTime(micros).slice(0, -1)
  return `${seconds}.${String(micros % 1e6).padStart(6, '0')}`
}

/** Tasks of an image come as they lie in the database: microseconds, no zone, and `deleted`. */
export function rawView(task: Task): JsonObject {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    owner: task.owner,
    expires_at: rawTime(task.expires_at),
    created_at: rawTime(task.created_at),
    updated_at: rawTime(task.updated_at),
    deleted_at: null,
    deleted: false,
    image_id: task.image_id,
    request_id: task.request_id,
    user_id: task.user_id,
    input: parse(task.input),
    result: parse(task.result),
    message: task.message,
  }
}
