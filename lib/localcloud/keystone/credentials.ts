import { createHash } from 'node:crypto'
import { isUniqueFailure } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { credentialCreateSchema, credentialUpdateSchema } from './body-schemas'
import { checkBody, checkSameId, extrasOf } from './check-body'
import { answerList, answerMember, type Entity, filtered } from './collection'
import { conflict, forbidden, invalid, missing, notFound } from './failures'
import { enforce, isAllowed } from './policy'
import { newId } from './project-changes'

export const credentialRoutes: Route[] = [
  { method: 'GET', path: '/credentials', handler: listCredentials },
  { method: 'POST', path: '/credentials', handler: postCredential },
  { method: 'GET', path: '/credentials/:credential_id', handler: getCredential },
  { method: 'PATCH', path: '/credentials/:credential_id', handler: patchCredential },
  { method: 'DELETE', path: '/credentials/:credential_id', handler: deleteCredential },
]

type CredentialRow = {
  id: string
  type: string
  blob: string
  user_id: string
  project_id: string | null
  extra: string
}

const knownMembers = ['id', 'type', 'blob', 'user_id', 'project_id', 'links', 'extra']

function findCredential(ask: Ask): CredentialRow | undefined {
  return ask.db.get<CredentialRow>(
    'select * from credentials where id = ?',
    ask.params.credential_id ?? null,
  )
}

function needCredential(ask: Ask): CredentialRow {
  const row = findCredential(ask)
  if (!row) throw notFound('credential', String(ask.params.credential_id))
  return row
}

function entityOf(row: CredentialRow): Entity {
  const extra: JsonObject = JSON.parse(row.extra)
  const { id, type, blob, user_id, project_id } = row
  return { ...extra, id, type, blob, user_id, project_id }
}

/** A token of an application credential never sees secrets. */
function checkPrimary(ask: Ask): void {
  if (ask.token.applicationCredentialId) {
    throw forbidden('Delegated tokens cannot access credentials directly')
  }
}

function listCredentials(ask: Ask): Answer {
  enforce(ask, 'list_credentials', { userId: ask.token.user.id })
  const rows = ask.db
    .all<CredentialRow>('select * from credentials order by id')
    .filter((row) => isAllowed(ask, 'get_credential', { userId: row.user_id }))
  const visible = ask.token.applicationCredentialId ? [] : rows
  return answerList(ask, 'credentials', filtered(ask, visible.map(entityOf), ['user_id', 'type']))
}

function getCredential(ask: Ask): Answer {
  enforce(ask, 'get_credential', { userId: findCredential(ask)?.user_id })
  const row = needCredential(ask)
  checkPrimary(ask)
  return answerMember(ask, 'credentials', 'credential', entityOf(row))
}

function postCredential(ask: Ask): Answer {
  const body = bodyPart(ask, 'credential')
  enforce(ask, 'create_credential', {
    userId: typeof body.user_id === 'string' ? body.user_id : undefined,
  })
  checkBody(body, credentialCreateSchema)
  checkPrimary(ask)
  const row: CredentialRow = {
    id: body.type === 'ec2' ? accessKeyHash(String(body.blob)) : newId(),
    type: String(body.type),
    blob: String(body.blob),
    user_id: String(body.user_id),
    project_id: (body.project_id as string | undefined) ?? null,
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  try {
    ask.db.run(
      'insert into credentials (id, type, blob, user_id, project_id, extra) values (?, ?, ?, ?, ?, ?)',
      row.id,
      row.type,
      row.blob,
      row.user_id,
      row.project_id,
      row.extra,
    )
  } catch (error) {
    if (isUniqueFailure(error)) {
      throw conflict('credential', `Duplicate entry found with ID ${row.id}`)
    }
    throw error
  }
  return answerMember(ask, 'credentials', 'credential', entityOf(row), 201)
}

/** The id of an EC2 pair is the hash of its access key. */
function accessKeyHash(blob: string): string {
  let access: unknown
  try {
    access = (JSON.parse(blob) as { access?: unknown } | null)?.access
  } catch {
    throw invalid('Invalid blob in credential')
  }
  if (typeof access !== 'string') throw missing('access', 'credential')
  return createHash('sha256').update(access).digest('hex')
}

function patchCredential(ask: Ask): Answer {
  enforce(ask, 'update_credential', { userId: findCredential(ask)?.user_id })
  const body = bodyPart(ask, 'credential')
  checkBody(body, credentialUpdateSchema)
  const row = needCredential(ask)
  checkPrimary(ask)
  checkSameId(body, row.id)
  const next = { ...row, blob: String(body.blob) }
  ask.db.run('update credentials set blob = ? where id = ?', next.blob, next.id)
  return answerMember(ask, 'credentials', 'credential', entityOf(next))
}

function deleteCredential(ask: Ask): Answer {
  enforce(ask, 'delete_credential', { userId: findCredential(ask)?.user_id })
  const row = needCredential(ask)
  checkPrimary(ask)
  ask.db.run('delete from credentials where id = ?', row.id)
  return { status: 204 }
}
