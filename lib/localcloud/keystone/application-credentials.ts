import { randomBytes } from 'node:crypto'
import { isUniqueFailure } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import {
  type ApplicationCredentialRow,
  applicationCredentialEntity,
  needApplicationCredential,
} from './application-credential-rows'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { applicationCredentialCreateSchema } from './body-schemas'
import { checkBody } from './check-body'
import { answerList, answerMember, filtered } from './collection'
import { conflict, forbidden, invalid } from './failures'
import { hashPassword } from './passwords'
import { enforce } from './policy'
import { newId } from './project-changes'
import { plainTime, readTime } from './time'

const path = '/users/:user_id/application_credentials'

export const applicationCredentialRoutes: Route[] = [
  { method: 'GET', path, handler: listCredentials },
  { method: 'POST', path, handler: postCredential },
  { method: 'GET', path: `${path}/:credential_id`, handler: getCredential },
  { method: 'DELETE', path: `${path}/:credential_id`, handler: deleteCredential },
]

/** A restricted one may not be used to make or remove others. */
function checkUnrestricted(ask: Ask): void {
  const id = ask.token.applicationCredentialId
  if (id && !needApplicationCredential(ask.db, id).unrestricted) {
    throw forbidden(
      "Using method 'application_credential' is not allowed for managing additional application credentials.",
    )
  }
}

function listCredentials(ask: Ask): Answer {
  const userId = String(ask.params.user_id)
  enforce(ask, 'list_application_credentials', { userId })
  const rows = ask.db.all<ApplicationCredentialRow>(
    'select * from application_credentials where user_id = ? order by name',
    userId,
  )
  const entities = rows.map((row) => applicationCredentialEntity(ask.db, row))
  return answerList(ask, 'application_credentials', filtered(ask, entities, ['name']))
}

async function postCredential(ask: Ask): Promise<Answer> {
  const userId = String(ask.params.user_id)
  enforce(ask, 'create_application_credential', { userId })
  const body = bodyPart(ask, 'application_credential')
  checkBody(body, applicationCredentialCreateSchema)
  checkUnrestricted(ask)
  if (Array.isArray(body.access_rules) && body.access_rules.length > 0) {
    throw new KeystoneError(
      501,
      'This cloud does not limit application credentials by access rules.',
    )
  }
  const secret = body.secret ? String(body.secret) : randomBytes(64).toString('base64url')
  const row: ApplicationCredentialRow = {
    id: newId(),
    name: String(body.name),
    user_id: userId,
    project_id: ask.token.project?.id ?? null,
    secret_hash: '',
    description: (body.description as string | null | undefined) ?? null,
    expires_at: expiryOf(body),
    unrestricted: body.unrestricted === undefined ? null : body.unrestricted ? 1 : 0,
    role_ids: JSON.stringify(lentRoles(ask, body)),
  }
  row.secret_hash = await hashPassword(secret)
  try {
    ask.db.run(
      `insert into application_credentials (id, name, user_id, project_id, secret_hash,
         description, expires_at, unrestricted, role_ids) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.id,
      row.name,
      row.user_id,
      row.project_id,
      row.secret_hash,
      row.description,
      row.expires_at,
      row.unrestricted,
      row.role_ids,
    )
  } catch (error) {
    if (isUniqueFailure(error)) {
      throw conflict('application_credential', `Duplicate entry found with name ${row.name}`)
    }
    throw error
  }
  const entity = { ...applicationCredentialEntity(ask.db, row), secret }
  return answerMember(ask, 'application_credentials', 'application_credential', entity, 201)
}

/** Ids of the roles it carries: those named, else all of the token. */
function lentRoles(ask: Ask, body: JsonObject): string[] {
  const own = ask.token.roles.map(({ id }) => id)
  const named = Array.isArray(body.roles) ? (body.roles as { id?: string; name?: string }[]) : []
  if (named.length === 0) return own
  return named.map((role) => {
    const id = role.id ?? roleIdByName(ask, String(role.name))
    if (!own.includes(id)) {
      throw invalid(
        'Invalid application credential: Cannot create an application credential with unassigned role',
      )
    }
    return id
  })
}

function roleIdByName(ask: Ask, name: string): string {
  const row = ask.db.get<{ id: string }>(
    'select id from roles where name = ? and domain_id is null',
    name,
  )
  if (!row) throw new KeystoneError(404, `Role ${name} is not defined`)
  return row.id
}

const tail =
  'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.'

function expiryOf(body: JsonObject): string | null {
  if (!body.expires_at) return null
  const text = String(body.expires_at)
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?$/.test(text)
    ? readTime(text)
    : Number.NaN
  if (Number.isNaN(time)) throw invalid(`Timestamp not in expected format. ${tail}`)
  if (time <= Date.now()) throw invalid(`The 'expires_at' must not be before now. ${tail}`)
  const [, fraction = ''] = /\.(\d+)/.exec(text) ?? []
  return `${plainTime(time).slice(0, 20)}${fraction.slice(0, 6).padEnd(6, '0')}`
}

/** The owner is the one who made it, whatever the path says. */
function ownerOf(ask: Ask): string | undefined {
  const row = ask.db.get<{ user_id: string }>(
    'select user_id from application_credentials where id = ?',
    String(ask.params.credential_id),
  )
  return row?.user_id ?? ask.params.user_id
}

function getCredential(ask: Ask): Answer {
  enforce(ask, 'get_application_credential', { userId: ownerOf(ask) })
  const row = needApplicationCredential(ask.db, String(ask.params.credential_id))
  const entity = applicationCredentialEntity(ask.db, row)
  return answerMember(ask, 'application_credentials', 'application_credential', entity)
}

function deleteCredential(ask: Ask): Answer {
  enforce(ask, 'delete_application_credential', { userId: ownerOf(ask) })
  checkUnrestricted(ask)
  const row = needApplicationCredential(ask.db, String(ask.params.credential_id))
  ask.db.run('delete from application_credentials where id = ?', row.id)
  return { status: 204 }
}
