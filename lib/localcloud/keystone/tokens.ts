import { isJsonObject, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import type { Answer, Ask, Route } from './ask'
import { rolesOf, type Scope } from './assignments'
import { authMethods, namedApplicationCredential, type Proof, prove } from './auth-methods'
import { checkNames, defaultScope, readScope } from './auth-scope'
import { tokenIssueSchema } from './body-schemas'
import { checkBody } from './check-body'
import { missing, unauthorized } from './failures'
import { type Action, enforce } from './policy'
import { answerReceipt, isEnough, redeemReceipt, rulesOf } from './receipts'
import { tokenBody } from './token-body'
import { findTokenRow, issueToken, type KeystoneToken, loadToken, revokeToken } from './token-store'
import { needUser } from './user-rows'

export const tokenRoutes: Route[] = [
  { method: 'POST', path: '/auth/tokens', handler: postToken, isOpen: true },
  { method: 'HEAD', path: '/auth/tokens', handler: (ask) => showToken(ask, 'check_token') },
  { method: 'GET', path: '/auth/tokens', handler: (ask) => showToken(ask, 'validate_token') },
  { method: 'DELETE', path: '/auth/tokens', handler: deleteToken },
]

/** Sign-in. The order of the steps decides which of several errors a client sees. */
async function postToken(ask: Ask): Promise<Answer> {
  const { auth } = ask.body
  if (auth !== undefined && auth !== null) checkBody(auth, tokenIssueSchema)
  if (!isJsonObject(auth)) throw missing('auth', 'request body')
  checkNames(auth)
  const identity = isJsonObject(auth.identity) ? auth.identity : {}
  const methods = methodsOf(identity)
  let scope = scopeOf(ask, auth, identity, methods)
  const proofs: Proof[] = []
  for (const method of methods) proofs.push(await prove(ask, method, identity[method]))
  const userId = proofs.at(-1)?.userId
  if (userId === undefined || proofs.some((proof) => proof.userId !== userId)) throw unauthorized()
  const user = needUser(ask.db, userId)
  scope ??= defaultScope(ask.db, userId, user.default_project_id)
  const receiptId = ask.header('Openstack-Auth-Receipt')
  const proven = inKeystoneOrder([
    ...methods,
    ...proofs.flatMap((proof) => proof.earlierMethods ?? []),
    ...(receiptId ? redeemReceipt(ask.db, receiptId, userId) : []),
  ])
  const rules = rulesOf(user)
  if (!isEnough(rules, proven)) return answerReceipt(ask.db, user, proven, rules)
  const lent = proofs.find((proof) => proof.applicationCredential)?.applicationCredential
  checkRoles(ask, userId, scope, lent?.role_ids)
  const now = Date.now()
  const seconds = ask.cloud.faults.tokenSeconds() ?? ask.cloud.settings.tokenSeconds
  const ends = proofs.flatMap((proof) => proof.expiresAt ?? [])
  const id = issueToken(ask.db, {
    userId,
    scope,
    methods: proven,
    issuedAt: now,
    expiresAt: Math.min(now + seconds * 1000, ...ends),
    ...chainOf(proofs),
    ...(lent && { applicationCredentialId: lent.id }),
  })
  // A token that is over the moment it is made (a fault) still has a body.
  const token = loadToken(ask.db, id, undefined, 0)
  if (!token) throw unauthorized()
  return answerToken(ask, token, 201)
}

function chainOf(proofs: Proof[]): { parentAuditId?: string } {
  const parentAuditId = proofs.find((proof) => proof.parentAuditId)?.parentAuditId
  return parentAuditId ? { parentAuditId } : {}
}

function methodsOf(identity: JsonObject): string[] {
  const methods = [...new Set(identity.methods as string[])]
  for (const method of methods) {
    if (identity[method] === undefined) throw missing(method, 'identity')
  }
  if (methods.some((method) => !authMethods.includes(method))) {
    throw unauthorized('Attempted to authenticate with an unsupported method.', {
      identity: { methods: authMethods },
    })
  }
  return methods
}

/** An application credential brings its own scope and may not ask for another. */
function scopeOf(
  ask: Ask,
  auth: JsonObject,
  identity: JsonObject,
  methods: string[],
): Scope | undefined {
  if (!methods.includes('application_credential')) return readScope(ask.db, auth.scope)
  if (auth.scope !== undefined) {
    throw unauthorized(
      'Error authenticating with application credential: Application credentials cannot request a scope.',
      { identity: {} },
    )
  }
  const part = isJsonObject(identity.application_credential) ? identity.application_credential : {}
  const { project_id } = namedApplicationCredential(ask, part)
  return project_id ? readScope(ask.db, { project: { id: project_id } }) : { kind: 'unscoped' }
}

/** Keystone names methods in the reverse order of its configuration. */
function inKeystoneOrder(methods: string[]): string[] {
  return authMethods.filter((method) => methods.includes(method)).reverse()
}

/** A scope without a role is refused like a wrong password; a lent role must still be held. */
function checkRoles(ask: Ask, userId: string, scope: Scope, lentRoleIds?: string): void {
  if (scope.kind === 'unscoped') return
  const held = rolesOf(ask.db, userId, scope).map(({ id }) => id)
  const lent: string[] = lentRoleIds ? JSON.parse(lentRoleIds) : []
  if (held.length === 0 || lent.some((id) => !held.includes(id))) throw unauthorized()
}

function answerToken(ask: Ask, token: KeystoneToken, status: number): Answer {
  return {
    status,
    headers: { 'X-Subject-Token': token.id },
    body: tokenBody(ask, token, !ask.query.has('nocatalog')),
  }
}

/**
 * The token in X-Subject-Token. Without the header the rule is asked about nobody's token, so only
 * those who may see any token hear that it is missing.
 */
function subjectToken(ask: Ask, action: Action): KeystoneToken {
  // The asker must be known first.
  void ask.token
  const id = ask.header('X-Subject-Token')
  if (!id) {
    enforce(ask, action)
    throw new KeystoneError(404, 'No token in the request')
  }
  if (!findTokenRow(ask.db, id)) throw new KeystoneError(404, 'Could not recognize Fernet token')
  const token = loadToken(ask.db, id)
  if (!token) throw new KeystoneError(404, 'Failed to validate token')
  enforce(ask, action, { userId: token.user.id })
  return token
}

function showToken(ask: Ask, action: Action): Answer {
  return answerToken(ask, subjectToken(ask, action), 200)
}

function deleteToken(ask: Ask): Answer {
  revokeToken(ask.db, subjectToken(ask, 'revoke_token').id)
  return { status: 204 }
}
