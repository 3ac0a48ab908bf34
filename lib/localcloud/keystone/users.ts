import { isUniqueFailure } from '@/lib/localcloud/db'
import type { Json, JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { dropAssignments, projectsOf } from './assignments'
import { userCreateSchema, userUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, filtered } from './collection'
import { conflict, invalid } from './failures'
import { mergeOptions } from './options'
import { hashPassword } from './passwords'
import { domainOfToken, enforce } from './policy'
import { newId } from './project-changes'
import { findProject, needDomain, projectEntity, projectsByIds } from './project-rows'
import { readTime } from './time'
import { revokeTokensOfUser } from './token-store'
import { findUser, needUser, type UserRow, userEntity } from './user-rows'

export const userRoutes: Route[] = [
  { method: 'GET', path: '/users', handler: listUsers },
  { method: 'POST', path: '/users', handler: postUser },
  { method: 'GET', path: '/users/:user_id', handler: getUser },
  { method: 'PATCH', path: '/users/:user_id', handler: patchUser },
  { method: 'DELETE', path: '/users/:user_id', handler: deleteUser },
  { method: 'GET', path: '/users/:user_id/projects', handler: listUserProjects },
]

const knownMembers = [
  'id',
  'name',
  'domain_id',
  'enabled',
  'password',
  'default_project_id',
  'options',
  'links',
  'extra',
  'password_expires_at',
]

/** What policy looks at for a user; empty when it does not exist. */
export function userTarget(ask: Ask) {
  const row = findUser(ask.db, ask.params.user_id)
  return { userId: row?.id, userDomainId: row?.domain_id }
}

function listUsers(ask: Ask): Answer {
  const domainId = domainOfToken(ask)
  enforce(ask, 'list_users', { domainId })
  const rows = ask.db.all<UserRow>(
    'select * from users where ? is null or domain_id = ? order by name, id',
    domainId ?? null,
    domainId ?? null,
  )
  const expiring = ask.query.get('password_expires_at')
  const left = expiring ? rows.filter(expiryFilter(expiring)) : rows
  const attributes = ['domain_id', 'enabled', 'name']
  return answerList(ask, 'users', filtered(ask, left.map(userEntity), attributes))
}

/** `lt:2030-01-01T00:00:00Z` and the like. */
function expiryFilter(wish: string): (row: UserRow) => boolean {
  const [, operator = '', text = ''] = /^(?:([a-z]+):)?(.*)$/.exec(wish) ?? []
  const time = readTime(text)
  if (Number.isNaN(time)) {
    throw invalid(
      'Timestamp not in expected format. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.',
    )
  }
  const tests: Record<string, (at: number) => boolean> = {
    eq: (at) => at === time,
    neq: (at) => at !== time,
    lt: (at) => at < time,
    lte: (at) => at <= time,
    gt: (at) => at > time,
    gte: (at) => at >= time,
  }
  const test = tests[operator || 'eq']
  if (!test) {
    throw invalid(
      `The given operator ${operator} is not valid. It must be one of the following: 'eq', 'neq', 'lt', 'lte', 'gt', or 'gte'.`,
    )
  }
  return (row) => row.password_expires_at !== null && test(readTime(row.password_expires_at))
}

function getUser(ask: Ask): Answer {
  enforce(ask, 'get_user', userTarget(ask))
  return answerMember(ask, 'users', 'user', userEntity(needUser(ask.db, ask.params.user_id)))
}

async function postUser(ask: Ask): Promise<Answer> {
  enforce(ask, 'create_user')
  const body = bodyPart(ask, 'user')
  checkBody(body, userCreateSchema)
  const domainId = String(body.domain_id || domainOfToken(ask) || 'default')
  needDomain(ask.db, domainId)
  checkDefaultProject(ask, body)
  const row: UserRow = {
    id: newId(),
    name: String(body.name).trim(),
    domain_id: domainId,
    enabled: body.enabled === false ? 0 : 1,
    password_hash: await hashed(body.password),
    password_expires_at: null,
    default_project_id: (body.default_project_id as string | null | undefined) ?? null,
    failed_count: 0,
    failed_at: null,
    options: mergeOptions('{}', body.options),
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  uniquely(`Duplicate entry found with name ${row.name} at domain ID ${domainId}`, () =>
    ask.db.run(
      `insert into users (id, name, domain_id, enabled, password_hash, default_project_id,
         options, extra) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.name,
      row.domain_id,
      row.enabled,
      row.password_hash,
      row.default_project_id,
      row.options,
      row.extra,
    ),
  )
  return answerMember(ask, 'users', 'user', userEntity(row), 201)
}

async function patchUser(ask: Ask): Promise<Answer> {
  enforce(ask, 'update_user', userTarget(ask))
  const { db } = ask
  needUser(db, ask.params.user_id)
  const body = bodyPart(ask, 'user')
  checkBody(body, userUpdateSchema)
  checkSameId(body, ask.params.user_id)
  const newHash = body.password === undefined ? undefined : await hashed(body.password)
  // Read again: hashing gave others time to write.
  const row = needUser(db, ask.params.user_id)
  if (body.domain_id !== undefined && body.domain_id !== row.domain_id) {
    throw invalid('Cannot change Domain ID')
  }
  checkDefaultProject(ask, body)
  const enabled = body.enabled === undefined ? row.enabled : body.enabled ? 1 : 0
  const next: UserRow = {
    ...row,
    name: typeof body.name === 'string' ? body.name.trim() : row.name,
    enabled,
    password_hash: newHash === undefined ? row.password_hash : newHash,
    password_expires_at: newHash === undefined ? row.password_expires_at : null,
    default_project_id:
      body.default_project_id === undefined
        ? row.default_project_id
        : (body.default_project_id as string | null),
    options: mergeOptions(row.options, body.options),
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  uniquely(`Duplicate entry found with name ${next.name}`, () =>
    db.transaction(() => {
      db.run(
        `update users set name = ?, enabled = ?, password_hash = ?, password_expires_at = ?,
           default_project_id = ?, options = ?, extra = ? where id = ?`,
        next.name,
        next.enabled,
        next.password_hash,
        next.password_expires_at,
        next.default_project_id,
        next.options,
        next.extra,
        next.id,
      )
      if (newHash !== undefined || (row.enabled && !enabled)) revokeTokensOfUser(db, row.id)
    }),
  )
  const entity = userEntity(next)
  entity.extra = JSON.parse(next.extra)
  return answerMember(ask, 'users', 'user', entity)
}

function deleteUser(ask: Ask): Answer {
  enforce(ask, 'delete_user', userTarget(ask))
  const { db } = ask
  const { id } = needUser(db, ask.params.user_id)
  db.transaction(() => {
    dropAssignments(db, 'user', id)
    db.run('delete from credentials where user_id = ?', id)
    db.run('delete from tokens where user_id = ?', id)
    db.run('delete from users where id = ?', id)
  })
  return { status: 204 }
}

function listUserProjects(ask: Ask): Answer {
  enforce(ask, 'list_user_projects', userTarget(ask))
  const id = String(ask.params.user_id)
  const entities = projectsByIds(ask.db, projectsOf(ask.db, id)).map(projectEntity)
  return answerList(ask, 'projects', filtered(ask, entities, ['domain_id', 'enabled', 'name']))
}

async function hashed(password: Json | undefined): Promise<string | null> {
  return typeof password === 'string' ? hashPassword(password) : null
}

function checkDefaultProject(ask: Ask, body: JsonObject): void {
  const id = body.default_project_id
  if (typeof id === 'string' && findProject(ask.db, id)?.is_domain) {
    throw invalid(`User's default project ID cannot be a domain ID: ${id}`)
  }
}

function uniquely(details: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (isUniqueFailure(error)) throw conflict('user', details)
    throw error
  }
}
