import type { Json, JsonObject } from '@/lib/localcloud/glance/python-json'
import { needApplicationCredential } from './application-credential-rows'
import type { Ask } from './ask'
import { catalogFor } from './catalog'
import type { KeystoneToken } from './token-store'

/** The body that POST and GET /auth/tokens answer (keystone/common/render_token.py at 22.0.2). */
export function tokenBody(
  ask: Pick<Ask, 'db' | 'base'>,
  token: KeystoneToken,
  withCatalog: boolean,
): Json {
  const { user, scope, project, domain } = token
  const body: JsonObject = {
    methods: token.methods,
    user: {
      domain: user.domain,
      id: user.id,
      name: user.name,
      password_expires_at: user.passwordExpiresAt,
    },
    audit_ids: token.auditIds,
    expires_at: token.expiresAt,
    issued_at: token.issuedAt,
  }
  if (project) {
    body.project = { domain: project.domain ?? null, id: project.id, name: project.name }
    body.is_domain = project.isDomain
  }
  if (domain) body.domain = domain
  if (scope.kind === 'system') body.system = { all: true }
  if (scope.kind !== 'unscoped') {
    body.roles = token.roles
    if (withCatalog) body.catalog = catalogFor(ask, user.id, project?.id)
  }
  if (token.applicationCredentialId) {
    const { id, name, unrestricted } = needApplicationCredential(
      ask.db,
      token.applicationCredentialId,
    )
    body.application_credential = { id, name, restricted: unrestricted !== 1 }
  }
  return { token: body }
}
