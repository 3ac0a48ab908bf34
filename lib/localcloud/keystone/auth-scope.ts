import type { LocalDatabase } from '@/lib/localcloud/db'
import { isJsonObject, type Json, type JsonObject } from '@/lib/localcloud/glance/python-json'
import { rolesOf, type Scope } from './assignments'
import { invalid, missing, unauthorized } from './failures'
import { findDomainByName, findProject, findProjectByName, type ProjectRow } from './project-rows'

const kinds = ['project', 'domain', 'unscoped', 'system', 'OS-TRUST:trust']

/**
 * The scope a sign-in asks for; undefined when it asks for none. Whatever is missing or disabled
 * gives the same 401 as a wrong password (keystone/auth/core.py at 22.0.2).
 */
export function readScope(db: LocalDatabase, scope: Json | undefined): Scope | undefined {
  if (scope === undefined || scope === null) return undefined
  if (scope === 'unscoped') return { kind: 'unscoped' }
  const part = isJsonObject(scope) ? scope : {}
  if (kinds.filter((kind) => part[kind] !== undefined).length !== 1) {
    throw missing('system, project, domain, OS-TRUST:trust or unscoped', 'scope')
  }
  if (part.unscoped !== undefined) return { kind: 'unscoped' }
  if (part.system !== undefined) return { kind: 'system' }
  if (isJsonObject(part.domain)) return { kind: 'domain', id: findScopeDomain(db, part.domain).id }
  // There are no trusts here, so none can be found.
  if (!isJsonObject(part.project)) throw unauthorized()
  return { kind: 'project', id: findScopeProject(db, part.project).id }
}

/** An enabled domain by `{name}` or `{id}`. */
export function findScopeDomain(db: LocalDatabase, part: JsonObject): ProjectRow {
  const row = part.name
    ? findDomainByName(db, String(part.name))
    : findProject(db, String(part.id ?? ''))
  if (!row?.is_domain || !row.enabled) throw unauthorized()
  return row
}

function findScopeProject(db: LocalDatabase, part: JsonObject): ProjectRow {
  let row: ProjectRow | undefined
  if (part.name) {
    if (!isJsonObject(part.domain)) throw missing('domain', 'project')
    const domain = findScopeDomain(db, part.domain)
    row = findProjectByName(db, String(part.name), domain.id)
  } else {
    row = findProject(db, String(part.id ?? ''))
    // A domain is no project to scope to.
    if (row?.domain_id) findScopeDomain(db, { id: row.domain_id })
  }
  if (!row?.domain_id || !row.enabled) throw unauthorized()
  return row
}

/** The default project, when the user may enter it; else unscoped. */
export function defaultScope(db: LocalDatabase, userId: string, projectId: string | null): Scope {
  const row = findProject(db, projectId ?? undefined)
  if (!row?.enabled || !row.domain_id) return { kind: 'unscoped' }
  if (!findProject(db, row.domain_id)?.enabled) return { kind: 'unscoped' }
  const scope: Scope = { kind: 'project', id: row.id }
  return rolesOf(db, userId, scope).length > 0 ? scope : { kind: 'unscoped' }
}

/** Throws 400 for parts that name neither id nor name (keystone/auth/schema.py). */
export function checkNames(auth: JsonObject): void {
  const need = (part: Json | undefined, path: string) => {
    if (!isJsonObject(part)) return undefined
    if (part.id === undefined && part.name === undefined) {
      throw invalid(`Invalid input for field ${path}: id or name must be present.`)
    }
    return part
  }
  const identity = isJsonObject(auth.identity) ? auth.identity : {}
  const password = isJsonObject(identity.password) ? identity.password : {}
  const user = need(password.user, 'identity/password/user')
  need(user?.domain, 'identity/password/user/domain')
  const scope = isJsonObject(auth.scope) ? auth.scope : {}
  const project = need(scope.project, 'scope/project')
  need(project?.domain, 'scope/project/domain')
  need(scope.domain, 'scope/domain')
}
