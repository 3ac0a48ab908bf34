import { isAdmin } from '@/lib/localcloud/policy'
import { HttpError, httpError } from './http-error'
import { enforce, enforceWithImage, findImage } from './image-access'
import { startLegacyImport } from './legacy-import'
import { parseLimit } from './list-query'
import { dumpJson, isJsonObject, type JsonObject } from './python-json'
import { urlEncode } from './python-text'
import { readJsonObject } from './request-body'
import { validateBody } from './schema-image'
import taskProperties from './schemas/task.json' with { type: 'json' }
import type { Answer, GlanceRequest } from './service'
import { dropOldTasks, insertTask, readTask, type Task } from './task-rows'
import { briefView, fullView, rawView } from './task-views'
import { allowedUri } from './uri-filter'

/**
 * GET /v2/images/{image_id}/tasks: what imports did with an image; the project's own only.
 * @throws HttpError 404
 */
export function listImageTasks(request: GlanceRequest): Answer {
  const { service, subject } = request
  try {
    enforceWithImage(request, findImage(request), 'get_image')
  } catch {
    throw httpError(404)
  }
  dropOldTasks(service.db)
  const rows = service.db.all<Task>(
    'select * from tasks where image_id = ? order by created_at',
    request.params.image_id ?? '',
  )
  const tasks = rows.filter((task) => isAdmin(subject) || task.owner === subject.projectId)
  return { status: 200, body: dumpJson({ tasks: tasks.map(rawView) }, true) }
}

const sortColumns = [
  'id',
  'type',
  'status',
  'owner',
  'expires_at',
  'created_at',
  'updated_at',
  'image_id',
  'request_id',
  'user_id',
] as const
const statuses = ['pending', 'processing', 'success', 'failure']

/**
 * GET /v2/tasks, for administrators.
 * Source: glance/api/v2/tasks.py at 25.1.0, `index`.
 * @throws HttpError 400, 403
 */
export function listTasks(request: GlanceRequest): Answer {
  enforce(request, 'tasks_api_access')
  const { db, options } = request.service
  const params = request.query.copy()
  const limitText = params.pop('limit')
  const marker = params.pop('marker')
  const direction = params.pop('sort_dir') ?? 'desc'
  const key = params.pop('sort_key') ?? 'created_at'
  if (direction !== 'asc' && direction !== 'desc') {
    throw httpError(400, `Invalid sort direction: ${direction}`)
  }
  const filters = params.asMap()
  const status = filters.get('status')
  if (status && !statuses.includes(status)) throw httpError(400, `Invalid status value: ${status}`)
  const type = filters.get('type')
  if (type && type !== 'import') throw httpError(400, `Invalid type value: ${type}`)
  if (marker && !/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(marker)) {
    throw httpError(400, 'Invalid marker format')
  }
  const wanted = limitText === undefined ? options.limits.listDefault : parseLimit(limitText)
  const limit = Math.min(options.limits.listMax, wanted)
  dropOldTasks(db)
  const column = sortColumns.find((name) => name === key)
  const last = marker === undefined ? undefined : readTask(db, marker)
  if (marker !== undefined && !last) {
    throw httpError(400, `Task with the given id ${marker} was not found`)
  }
  if (!column) throw httpError(400, 'Sort key supplied was not valid.')
  const order =
    column === 'id'
      ? ['created_at', 'id']
      : column === 'created_at'
        ? ['created_at', 'id']
        : [column, 'created_at', 'id']
  const conditions = ['1']
  const values: (string | number | null)[] = []
  for (const [name, value] of filters) {
    if (!sortColumns.some((known) => known === name)) continue
    conditions.push(`${name} = ?`)
    values.push(value)
  }
  if (last) {
    const row = `(${order.map((name) => `coalesce(${name}, '')`).join(', ')})`
    conditions.push(
      `${row} ${direction === 'desc' ? '<' : '>'} (${order.map(() => '?').join(', ')})`,
    )
    values.push(...order.map((name) => last[name as keyof Task] ?? ''))
  }
  const tasks = db.all<Task>(
    `select * from tasks where ${conditions.join(' and ')}
     order by ${order.map((name) => `${name} ${direction}`).join(', ')} limit ?`,
    ...values,
    limit,
  )
  return { status: 200, body: dumpJson(taskPage(request, tasks, limit)) }
}

function taskPage(request: GlanceRequest, tasks: Task[], limit: number): JsonObject {
  const parameters = request.query.asMap()
  parameters.delete('marker')
  const first = urlEncode(parameters)
  const body: JsonObject = {
    tasks: tasks.map(briefView),
    first: `/v2/tasks${first ? `?${first}` : ''}`,
    schema: '/v2/schemas/tasks',
  }
  const end = tasks.at(-1)
  if (end && tasks.length === limit) {
    parameters.set('marker', end.id)
    body.next = `/v2/tasks?${urlEncode(parameters)}`
  }
  return body
}

/**
 * GET /v2/tasks/{task_id}, for administrators.
 * @throws HttpError 403, 404
 */
export function showTask(request: GlanceRequest): Answer {
  enforce(request, 'tasks_api_access')
  const id = request.params.task_id ?? ''
  const task = readTask(request.service.db, id)
  if (!task) throw httpError(404, `Could not find task ${id}`)
  return { status: 200, body: dumpJson(fullView(task)) }
}

/** DELETE /v2/tasks/{task_id}: tasks go by themselves. @throws HttpError 403, 405 always */
export function deleteTask(request: GlanceRequest): Answer {
  enforce(request, 'tasks_api_access')
  throw new HttpError(405, {
    explanation:
      'This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the time based on their expires_at property.',
    headers: { Allow: 'GET' },
  })
}

const taskSchema: JsonObject = {
  name: 'task',
  properties: taskProperties,
  additionalProperties: false,
}

/** @throws HttpError 400 for a source the older import does not take */
async function checkLegacySource(request: GlanceRequest, source: unknown): Promise<void> {
  if (typeof source !== 'string' || source === '') {
    throw httpError(400, `Invalid location: ${source ?? 'None'}`)
  }
  if (/^file(system)?:\/\/\//.test(source)) {
    throw httpError(
      400,
      'File based imports are not allowed. Please use a non-local source of image data.',
    )
  }
  if (!/^https?:\/\//.test(source)) {
    throw httpError(
      400,
      "The given uri is not valid. Please specify a valid uri from the following list of supported uri ['http']",
    )
  }
  if (!(await allowedUri(source, request.service.options.webDownloadAllow))) {
    throw httpError(400, `URI for legacy import task does not pass filtering: ${source}`)
  }
}

/**
 * POST /v2/tasks: the older way to import, for administrators.
 * @throws HttpError 400, 403
 */
export async function createTask(request: GlanceRequest): Promise<Answer> {
  enforce(request, 'tasks_api_access')
  const { service, subject } = request
  const body = await readJsonObject(request)
  for (const name of ['type', 'input']) {
    if (!(name in body)) throw httpError(400, `Task '${name}' is required`)
  }
  validateBody(body, taskSchema)
  const input = isJsonObject(body.input) ? body.input : {}
  if (body.type === 'import') await checkLegacySource(request, input.import_from)
  const task = insertTask(service.db, {
    type: body.type as Task['type'],
    owner: subject.projectId ?? '',
    input,
    image_id: typeof input.image_id === 'string' ? input.image_id : null,
    request_id: request.requestId,
    user_id: subject.userId,
  })
  startLegacyImport(service, task, input)
  return {
    status: 201,
    headers: { Location: `${request.baseUrl}/v2/tasks/${task.id}` },
    body: dumpJson(fullView(task)),
  }
}
