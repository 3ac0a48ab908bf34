import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Ask } from './ask'
import { needGroup } from './groups'
import { findProject, needProject } from './project-rows'
import { needRole } from './roles'
import { needUser } from './user-rows'

/** One assignment to show, with what it came from when it is not a stored one. */
export type GrantedRole = {
  actor: { kind: 'user' | 'group'; id: string }
  place: { kind: 'project' | 'domain' | 'system'; id: string }
  roleId: string
  isInherited: boolean
  /** Domain or project it was inherited from. */
  from?: { kind: 'project' | 'domain' | 'system'; id: string }
  groupId?: string
  priorRoleId?: string
}

/** The body of one assignment (keystone/api/role_assignments.py at 22.0.2, `_format_entity`). */
export function formatAssignment(ask: Ask, granted: GrantedRole, withNames: boolean): JsonObject {
  const { actor, place, roleId, from, groupId, priorRoleId } = granted
  const isInherited = granted.isInherited || from !== undefined
  const source = from ?? place
  const placePath = source.kind === 'system' ? '/system' : `/${source.kind}s/${source.id}`
  const actorPath = groupId ? `/groups/${groupId}` : `/${actor.kind}s/${actor.id}`
  const path = `${placePath}${actorPath}/roles/${priorRoleId ?? roleId}`
  const links: JsonObject = {
    assignment: isInherited
      ? `${ask.base}/OS-INHERIT${path}/inherited_to_projects`
      : `${ask.base}${path}`,
  }
  if (groupId) links.membership = `${ask.base}/groups/${groupId}/users/${actor.id}`
  if (priorRoleId) links.prior_role = `${ask.base}/prior_role/${roleId}/implies/${priorRoleId}`
  const scope: JsonObject =
    place.kind === 'system'
      ? { system: { all: true } }
      : { [place.kind]: withNames ? namedPlace(ask, place.id) : { id: place.id } }
  if (isInherited) scope['OS-INHERIT:inherited_to'] = 'projects'
  return {
    links,
    scope,
    [actor.kind]: withNames ? namedActor(ask, actor) : { id: actor.id },
    role: withNames ? namedRole(ask, roleId) : { id: roleId },
  }
}

function namedDomain(ask: Ask, id: string): JsonObject {
  return { id, name: findProject(ask.db, id)?.name ?? '' }
}

function namedPlace(ask: Ask, id: string): JsonObject {
  const row = needProject(ask.db, id)
  const named = { id, name: row.name }
  return row.domain_id ? { ...named, domain: namedDomain(ask, row.domain_id) } : named
}

function namedActor(ask: Ask, { kind, id }: GrantedRole['actor']): JsonObject {
  const row = kind === 'user' ? needUser(ask.db, id) : needGroup(ask.db, id)
  return { id, name: row.name, domain: namedDomain(ask, row.domain_id) }
}

function namedRole(ask: Ask, id: string): JsonObject {
  const row = needRole(ask.db, id)
  const named = { id, name: row.name }
  return row.domain_id ? { ...named, domain: namedDomain(ask, row.domain_id) } : named
}
