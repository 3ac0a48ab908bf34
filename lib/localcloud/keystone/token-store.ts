import { createHash, randomBytes } from 'node:crypto'
import type { LocalDatabase } from '@/lib/localcloud/db'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import { type RoleRef, rolesOf, type Scope } from './assignments'
import { readTime, tokenTime } from './time'

/** Who asks, as the image half sees it after looking at X-Auth-Token. */
export type TokenContext = {
  userId: string
  userName: string
  userDomainId: string
  projectId?: string
  projectDomainId?: string
  /** Names of the roles on the scope; empty for an unscoped token. */
  roles: string[]
  /** Whether the token carries role admin (Keystone's and old Glance's meaning of administrator). */
  isAdmin: boolean
  scope: Scope['kind']
  /** UTC, ISO 8601 with microseconds. */
  expiresAt: string
}

type Named = { id: string; name: string }

/** A valid token with everything its body shows. */
export type KeystoneToken = {
  id: string
  user: Named & { domain: Named; passwordExpiresAt: string | null }
  scope: Scope
  project?: Named & { domain: Named | undefined; isDomain: boolean }
  domain?: Named
  roles: RoleRef[]
  methods: string[]
  auditIds: string[]
  issuedAt: string
  expiresAt: string
  applicationCredentialId: string | null
}

export type TokenRow = {
  hash: string
  user_id: string
  scope: Scope['kind']
  scope_id: string | null
  methods: string
  audit_ids: string
  application_credential_id: string | null
  issued_at: string
  expires_at: string
  revoked: number
}

/** What a token is made of; times in ms. */
export type TokenGrant = {
  userId: string
  scope: Scope
  methods: string[]
  issuedAt: number
  expiresAt: number
  /** Audit id of the first token of the chain, when this one was made from another. */
  parentAuditId?: string
  applicationCredentialId?: string
}

/** What is known about a valid token, for the image half; undefined when it is not valid. */
export function validateToken(db: LocalDatabase, tokenId: string): TokenContext | undefined {
  const token = loadToken(db, tokenId, () => undefined)
  if (!token) return undefined
  const roles = token.roles.map(({ name }) => name)
  return {
    userId: token.user.id,
    userName: token.user.name,
    userDomainId: token.user.domain.id,
    ...(token.project && {
      projectId: token.project.id,
      projectDomainId: token.project.domain?.id ?? token.project.id,
    }),
    roles,
    isAdmin: roles.includes('admin'),
    scope: token.scope.kind,
    expiresAt: token.expiresAt,
  }
}

/** Makes and stores a token; answers its value. */
export function issueToken(db: LocalDatabase, grant: TokenGrant): string {
  const id = newTokenId()
  const own = randomBytes(16).toString('base64url')
  const { scope } = grant
  // Rows of long expired tokens serve nobody; each new token sweeps a few of them.
  db.run('delete from tokens where expires_at < ?', tokenTime(grant.issuedAt - 86_400_000))
  db.run(
    `insert into tokens (hash, user_id, scope, scope_id, methods, audit_ids,
       application_credential_id, issued_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tokenHash(id),
    grant.userId,
    scope.kind,
    'id' in scope ? scope.id : null,
    JSON.stringify(grant.methods),
    JSON.stringify(grant.parentAuditId ? [own, grant.parentAuditId] : [own]),
    grant.applicationCredentialId ?? null,
    tokenTime(grant.issuedAt),
    tokenTime(grant.expiresAt),
  )
  return id
}

/** The stored row of a token value, valid or not. */
export function findTokenRow(db: LocalDatabase, tokenId: string): TokenRow | undefined {
  return db.get<TokenRow>('select * from tokens where hash = ?', tokenHash(tokenId))
}

/** Ends one token; those made from it live on, as in Keystone. */
export function revokeToken(db: LocalDatabase, tokenId: string): void {
  db.run('update tokens set revoked = 1 where hash = ?', tokenHash(tokenId))
}

/** Ends every token of a user (new password, disabled). */
export function revokeTokensOfUser(db: LocalDatabase, userId: string): void {
  db.run('update tokens set revoked = 1 where user_id = ?', userId)
}

/** Ends every token on a scope (project or domain disabled). */
export function revokeTokensOfScope(db: LocalDatabase, scopeId: string): void {
  db.run('update tokens set revoked = 1 where scope_id = ?', scopeId)
}

/**
 * Loads a token and checks anew all that may have changed since it was made: user, domain and
 * project must exist and be enabled, roles are those of now and there must be some.
 * Undefined when it does not hold. A token whose application credential is gone is told apart:
 * Keystone answers 404 to whatever it is used for.
 */
export function loadToken(
  db: LocalDatabase,
  tokenId: string,
  onLostCredential: (id: string) => undefined = (id) => {
    throw new KeystoneError(404, `Could not find Application Credential: ${id}.`)
  },
  now = Date.now(),
): KeystoneToken | undefined {
  const row = findTokenRow(db, tokenId)
  if (!row || row.revoked || readTime(row.expires_at) <= now) return undefined
  const user = db.get<
    Named & { enabled: number; password_expires_at: string | null; domain_id: string }
  >('select id, name, enabled, password_expires_at, domain_id from users where id = ?', row.user_id)
  const userDomain = user && enabledDomain(db, user.domain_id)
  if (!user?.enabled || !userDomain) return undefined
  const scope: Scope =
    row.scope === 'project' || row.scope === 'domain'
      ? { kind: row.scope, id: row.scope_id ?? '' }
      : { kind: row.scope }
  const place = placeOf(db, scope)
  if (!place) return undefined
  let roles = rolesOf(db, user.id, scope)
  if (row.application_credential_id) {
    const credential = db.get<{ role_ids: string }>(
      'select role_ids from application_credentials where id = ?',
      row.application_credential_id,
    )
    if (!credential) return onLostCredential(row.application_credential_id)
    const lent: string[] = JSON.parse(credential.role_ids)
    roles = roles.filter(({ id }) => lent.includes(id))
  }
  if (scope.kind !== 'unscoped' && roles.length === 0) return undefined
  return {
    id: tokenId,
    user: {
      id: user.id,
      name: user.name,
      domain: userDomain,
      passwordExpiresAt: user.password_expires_at,
    },
    scope,
    ...place,
    roles,
    methods: JSON.parse(row.methods),
    auditIds: JSON.parse(row.audit_ids),
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    applicationCredentialId: row.application_credential_id,
  }
}

/** Names of the scope; undefined when it is gone or disabled. */
function placeOf(
  db: LocalDatabase,
  scope: Scope,
): Pick<KeystoneToken, 'project' | 'domain'> | undefined {
  if (scope.kind === 'domain') {
    const domain = enabledDomain(db, scope.id)
    return domain && { domain }
  }
  if (scope.kind !== 'project') return {}
  const project = db.get<Named & { domain_id: string | null; is_domain: number; enabled: number }>(
    'select id, name, domain_id, is_domain, enabled from projects where id = ?',
    scope.id,
  )
  if (!project?.enabled) return undefined
  const domain = project.domain_id ? enabledDomain(db, project.domain_id) : undefined
  if (project.domain_id && !domain) return undefined
  return {
    project: { id: project.id, name: project.name, domain, isDomain: project.is_domain === 1 },
  }
}

function enabledDomain(db: LocalDatabase, id: string): Named | undefined {
  return db.get<Named>(
    'select id, name from projects where id = ? and is_domain = 1 and enabled = 1',
    id,
  )
}

/** A token value in the look of Fernet. */
export function newTokenId(): string {
  return `gAAAAA${randomBytes(120).toString('base64url')}`
}

/** What the database keeps instead of the value. */
export function tokenHash(tokenId: string): string {
  return createHash('sha256').update(tokenId).digest('hex')
}
