import { createHmac } from 'node:crypto'
import { isJsonObject, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import {
  type ApplicationCredentialRow,
  findApplicationCredentialByName,
  needApplicationCredential,
} from './application-credential-rows'
import type { Ask } from './ask'
import { findScopeDomain } from './auth-scope'
import { forbidden, missing, unauthorized } from './failures'
import { isPassword } from './passwords'
import { findProject } from './project-rows'
import { readTime } from './time'
import { findTokenRow, loadToken } from './token-store'
import { checkPassword } from './user-password'
import { findUser, findUserByName, type UserRow } from './user-rows'

/** What one method proved. */
export type Proof = {
  userId: string
  /** Methods that stand behind it besides itself (those of an exchanged token). */
  earlierMethods?: string[]
  /** A token made from another keeps its end (ms) and the audit id of the chain. */
  expiresAt?: number
  parentAuditId?: string
  applicationCredential?: ApplicationCredentialRow
}

export const authMethods = ['password', 'token', 'application_credential', 'totp']

/** Runs one method with its part of the body. Throws 401 or 400. */
export async function prove(ask: Ask, method: string, payload: Json | undefined): Promise<Proof> {
  const part = isJsonObject(payload) ? payload : {}
  switch (method) {
    case 'password':
      return byPassword(ask, part)
    case 'token':
      return byToken(ask, part)
    case 'totp':
      return byTotp(ask, part)
    default:
      return byApplicationCredential(ask, part)
  }
}

/** The enabled user whom `{user: {id} | {name, domain}}` means. Throws the same 401 for all misses. */
function namedUser(ask: Ask, part: JsonObject): { row: UserRow; user: JsonObject } {
  if (!isJsonObject(part.user)) throw missing('user', 'None')
  const { user } = part
  if (!user.id && !user.name) throw missing('id or name', 'user')
  let row: UserRow | undefined
  if (user.name) {
    if (!isJsonObject(user.domain)) throw missing('domain', 'user')
    const domain = findScopeDomain(ask.db, user.domain)
    row = findUserByName(ask.db, String(user.name), domain.id)
  } else {
    row = findUser(ask.db, String(user.id))
    if (row && !findProject(ask.db, row.domain_id)?.enabled) throw unauthorized()
  }
  if (!row?.enabled) throw unauthorized()
  return { row, user }
}

async function byPassword(ask: Ask, part: JsonObject): Promise<Proof> {
  const { row, user } = namedUser(ask, part)
  await checkPassword(ask.cloud, row, typeof user.password === 'string' ? user.password : '')
  return { userId: row.id }
}

function byToken(ask: Ask, part: JsonObject): Proof {
  const id = String(part.id ?? '')
  if (!findTokenRow(ask.db, id)) throw new KeystoneError(404, 'Could not recognize Fernet token')
  const token = loadToken(ask.db, id)
  if (!token) throw new KeystoneError(404, 'Failed to validate token')
  const scope = isJsonObject(ask.body.auth) ? ask.body.auth.scope : undefined
  const wantsPlace = isJsonObject(scope) && ('project' in scope || 'domain' in scope)
  if (token.scope.kind === 'system' && wantsPlace) {
    throw forbidden(
      'Using a system-scoped token to create a project-scoped or domain-scoped token is not allowed.',
    )
  }
  if (token.methods.includes('application_credential')) {
    throw forbidden('Using a delegated token to create another token is not allowed.')
  }
  return {
    userId: token.user.id,
    earlierMethods: token.methods,
    expiresAt: readTime(token.expiresAt),
    parentAuditId: token.auditIds.at(-1) ?? '',
  }
}

function byTotp(ask: Ask, part: JsonObject): Proof {
  const { row, user } = namedUser(ask, part)
  const secrets = ask.db.all<{ blob: string }>(
    "select blob from credentials where user_id = ? and type = 'totp'",
    row.id,
  )
  const fits = secrets.some(({ blob }) => passcodes(blob).includes(String(user.passcode)))
  if (!fits) throw unauthorized()
  return { userId: row.id }
}

/** The code of now and the one before, as `[totp] included_previous_windows = 1` allows. */
function passcodes(secret: string): string[] {
  const key = base32(secret)
  if (!key) return []
  const window = Math.floor(Date.now() / 30_000)
  return [window, window - 1].map((count) => {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(count))
    const digest = createHmac('sha1', key).update(counter).digest()
    const offset = (digest.at(-1) ?? 0) & 15
    const code = (digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000
    return String(code).padStart(6, '0')
  })
}

function base32(text: string): Buffer | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let bits = ''
  for (const char of text.replace(/=+$/, '')) {
    const value = alphabet.indexOf(char)
    if (value < 0) return undefined
    bits += value.toString(2).padStart(5, '0')
  }
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}

/** The credential a sign-in body means. Throws 404, 401 or 400. */
export function namedApplicationCredential(ask: Ask, part: JsonObject): ApplicationCredentialRow {
  if (part.id) return needApplicationCredential(ask.db, String(part.id))
  if (!part.name) throw missing('name or ID', 'application credential')
  if (!isJsonObject(part.user)) throw missing('user', 'application credential')
  const { row } = namedUser(ask, part)
  const found = findApplicationCredentialByName(ask.db, row.id, String(part.name))
  if (!found) throw unauthorized()
  return found
}

async function byApplicationCredential(ask: Ask, part: JsonObject): Promise<Proof> {
  const row = namedApplicationCredential(ask, part)
  namedUser(ask, { user: { id: row.user_id } })
  const secret = typeof part.secret === 'string' ? part.secret : ''
  const isOver = row.expires_at !== null && readTime(row.expires_at) <= Date.now()
  if (!(await isPassword(secret, row.secret_hash)) || isOver) throw unauthorized()
  return { userId: row.user_id, applicationCredential: row }
}
