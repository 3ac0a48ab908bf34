import type { Answer } from './http'
import { type Image, waitFor } from './images'
import type { Session } from './session'

/** PUT of data into the staging area. */
export function stage(
  who: Session,
  id: string,
  data: string,
  type = 'application/octet-stream',
): Promise<Answer> {
  return who.image('PUT', `/images/${id}/stage`, { headers: { 'content-type': type }, body: data })
}

/** POST of an import; `method` holds its name and options, `more` what stands beside it. */
export function importImage(
  who: Session,
  id: string,
  method: object,
  more: object = {},
): Promise<Answer> {
  return who.image('POST', `/images/${id}/import`, { json: { method, ...more } })
}

/** The image once no import works on it any more: the task's mark is gone, not only the status set. */
export function settled(who: Session, id: string): Promise<Image> {
  return waitFor(who, id, (image) => !image.os_glance_import_task && image.status !== 'importing')
}

export type Task = {
  id: string
  type: string
  status: string
  owner: string
  message: string
  input: Record<string, unknown>
  result: Record<string, unknown> | null
}

/** What was tried with an image. */
export async function tasksOf(who: Session, id: string): Promise<Task[]> {
  return (await who.image('GET', `/images/${id}/tasks`)).json<{ tasks: Task[] }>().tasks
}
