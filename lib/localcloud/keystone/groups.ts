import { isUniqueFailure, type LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { dropAssignments } from './assignments'
import { groupCreateSchema, groupUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { conflict, invalid, notFound } from './failures'
import { domainOfToken, enforce } from './policy'
import { newId } from './project-changes'
import { needDomain } from './project-rows'
import { needUser, type UserRow, userEntity } from './user-rows'
import { userTarget } from './users'

export const groupRoutes: Route[] = [
  { method: 'GET', path: '/groups', handler: listGroups },
  { method: 'POST', path: '/groups', handler: postGroup },
  { method: 'GET', path: '/groups/:group_id', handler: getGroup },
  { method: 'PATCH', path: '/groups/:group_id', handler: patchGroup },
  { method: 'DELETE', path: '/groups/:group_id', handler: deleteGroup },
  { method: 'GET', path: '/groups/:group_id/users', handler: listGroupUsers },
  { method: 'PUT', path: '/groups/:group_id/users/:user_id', handler: addUser },
  { method: 'GET', path: '/groups/:group_id/users/:user_id', handler: checkUser },
  { method: 'DELETE', path: '/groups/:group_id/users/:user_id', handler: removeUser },
  { method: 'GET', path: '/users/:user_id/groups', handler: listUserGroups },
]

export type GroupRow = {
  id: string
  name: string
  domain_id: string
  description: string | null
  extra: string
}

const knownMembers = ['id', 'name', 'domain_id', 'description', 'links', 'extra']

/** Throws 404 when there is none. */
export function needGroup(db: LocalDatabase, id: string | undefined): GroupRow {
  const row = db.get<GroupRow>('select * from groups where id = ?', id ?? null)
  if (!row) throw notFound('group', String(id))
  return row
}

function entityOf(row: GroupRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  const { id, name, domain_id, description } = row
  return { ...extra, id, name, domain_id, description }
}

function groupTarget(ask: Ask) {
  const row = ask.db.get<GroupRow>('select * from groups where id = ?', ask.params.group_id ?? null)
  return { groupDomainId: row?.domain_id }
}

function listGroups(ask: Ask): Answer {
  const domainId = domainOfToken(ask)
  enforce(ask, 'list_groups', { domainId })
  const rows = ask.db.all<GroupRow>(
    'select * from groups where ? is null or domain_id = ? order by name, id',
    domainId ?? null,
    domainId ?? null,
  )
  return answerList(ask, 'groups', filtered(ask, rows.map(entityOf), ['domain_id', 'name']))
}

function getGroup(ask: Ask): Answer {
  enforce(ask, 'get_group', groupTarget(ask))
  return answerMember(ask, 'groups', 'group', entityOf(needGroup(ask.db, ask.params.group_id)))
}

function postGroup(ask: Ask): Answer {
  enforce(ask, 'create_group')
  const body = bodyPart(ask, 'group')
  checkBody(body, groupCreateSchema)
  const row: GroupRow = {
    id: newId(),
    name: String(body.name).trim(),
    domain_id: String(body.domain_id || domainOfToken(ask) || 'default'),
    description: (body.description as string | null | undefined) ?? '',
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  needDomain(ask.db, row.domain_id)
  uniquely(`Duplicate entry found with name ${row.name} at domain ID ${row.domain_id}`, () =>
    ask.db.run(
      'insert into groups (id, name, domain_id, description, extra) values (?, ?, ?, ?, ?)',
      row.id,
      row.name,
      row.domain_id,
      row.description,
      row.extra,
    ),
  )
  return answerMember(ask, 'groups', 'group', entityOf(row), 201)
}

function patchGroup(ask: Ask): Answer {
  enforce(ask, 'update_group', groupTarget(ask))
  const body = bodyPart(ask, 'group')
  checkBody(body, groupUpdateSchema)
  checkSameId(body, ask.params.group_id)
  const row = needGroup(ask.db, ask.params.group_id)
  if (body.domain_id !== undefined && body.domain_id !== row.domain_id) {
    throw invalid('Cannot change Domain ID')
  }
  const next: GroupRow = {
    ...row,
    name: typeof body.name === 'string' ? body.name.trim() : row.name,
    description:
      body.description === undefined ? row.description : (body.description as string | null),
    extra: JSON.stringify({ ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }),
  }
  uniquely(`Duplicate entry found with name ${next.name}`, () =>
    ask.db.run(
      'update groups set name = ?, description = ?, extra = ? where id = ?',
      next.name,
      next.description,
      next.extra,
      next.id,
    ),
  )
  return answerMember(ask, 'groups', 'group', entityOf(next))
}

function deleteGroup(ask: Ask): Answer {
  enforce(ask, 'delete_group', groupTarget(ask))
  const { id } = needGroup(ask.db, ask.params.group_id)
  ask.db.transaction(() => {
    dropAssignments(ask.db, 'group', id)
    ask.db.run('delete from groups where id = ?', id)
  })
  return { status: 204 }
}

function listGroupUsers(ask: Ask): Answer {
  enforce(ask, 'list_users_in_group', groupTarget(ask))
  const group = needGroup(ask.db, ask.params.group_id)
  const rows = ask.db.all<UserRow>(
    `select users.* from users join group_users on user_id = users.id
     where group_id = ? order by users.name`,
    group.id,
  )
  const attributes = ['domain_id', 'enabled', 'name']
  return answerList(ask, 'users', filtered(ask, rows.map(userEntity), attributes))
}

function addUser(ask: Ask): Answer {
  enforce(ask, 'add_user_to_group')
  const group = needGroup(ask.db, ask.params.group_id)
  const user = needUser(ask.db, ask.params.user_id)
  ask.db.run(
    'insert or ignore into group_users (group_id, user_id) values (?, ?)',
    group.id,
    user.id,
  )
  return { status: 204 }
}

function notInGroup(ask: Ask): KeystoneError {
  const { user_id, group_id } = ask.params
  return new KeystoneError(404, `User '${user_id}' not found in group '${group_id}'`)
}

function checkUser(ask: Ask): Answer {
  enforce(ask, 'check_user_in_group', groupTarget(ask))
  const group = needGroup(ask.db, ask.params.group_id)
  const user = needUser(ask.db, ask.params.user_id)
  const found = ask.db.get(
    'select user_id from group_users where group_id = ? and user_id = ?',
    group.id,
    user.id,
  )
  if (!found) throw notInGroup(ask)
  return { status: 204 }
}

function removeUser(ask: Ask): Answer {
  enforce(ask, 'remove_user_from_group')
  const changed = ask.db.run(
    'delete from group_users where group_id = ? and user_id = ?',
    ask.params.group_id ?? '',
    ask.params.user_id ?? '',
  )
  if (changed === 0) throw notInGroup(ask)
  return { status: 204 }
}

function listUserGroups(ask: Ask): Answer {
  enforce(ask, 'list_groups_for_user', userTarget(ask))
  const user = needUser(ask.db, ask.params.user_id)
  const rows = ask.db.all<GroupRow>(
    `select groups.* from groups join group_users on group_id = groups.id
     where user_id = ? order by groups.name`,
    user.id,
  )
  const entities = rows.map((row) => ({ ...entityOf(row), membership_expires_at: null }))
  return answerList(ask, 'groups', filtered(ask, entities, ['name']))
}

function uniquely(details: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (isUniqueFailure(error)) throw conflict('group', details)
    throw error
  }
}
