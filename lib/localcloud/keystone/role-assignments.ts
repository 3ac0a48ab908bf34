import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Answer, Ask, Route } from './ask'
import { formatAssignment, type GrantedRole } from './assignment-format'
import { type Assignment, ancestorsOf, descendantsOf } from './assignments'
import { hasFlag } from './collection'
import { invalid } from './failures'
import { domainOfToken, enforce } from './policy'
import { findProject, needProject } from './project-rows'
import { needRole } from './roles'

export const roleAssignmentRoutes: Route[] = [
  { method: 'GET', path: '/role_assignments', handler: listAssignments },
]

type Filter = {
  role: string | undefined
  user: string | undefined
  group: string | undefined
  project: string | undefined
  domain: string | undefined
  system: boolean
  /** Whether only inherited or only own assignments are wanted. */
  inherited: boolean | undefined
  /** The project itself, or with its subtree. */
  projects: string[] | undefined
}

function listAssignments(ask: Ask): Answer {
  const withSubtree = hasFlag(ask, 'include_subtree')
  const domainId = domainOfToken(ask)
  enforce(ask, withSubtree ? 'list_role_assignments_for_tree' : 'list_role_assignments', {
    domainId,
  })
  const filter = readFilter(ask, withSubtree)
  const found = hasFlag(ask, 'effective') ? effective(ask, filter) : direct(ask, filter)
  const visible = found.filter(
    ({ place }) =>
      domainId === undefined ||
      (place.kind === 'domain' && place.id === domainId) ||
      (place.kind === 'project' && findProject(ask.db, place.id)?.domain_id === domainId),
  )
  const withNames = hasFlag(ask, 'include_names')
  const role_assignments: JsonObject[] = visible.map((granted) =>
    formatAssignment(ask, granted, withNames),
  )
  return { body: { role_assignments, links: { next: null, self: ask.self, previous: null } } }
}

function readFilter(ask: Ask, withSubtree: boolean): Filter {
  const value = (name: string) => ask.query.get(name) || undefined
  const project = value('scope.project.id')
  const domain = value('scope.domain.id')
  const user = value('user.id')
  const group = value('group.id')
  const system = value('scope.system') !== undefined
  const inheritedTo = ask.query.get('scope.OS-INHERIT:inherited_to')
  const inherited = inheritedTo === null ? undefined : inheritedTo === 'projects'
  if (withSubtree && !project) {
    throw invalid('scope.project.id must be specified if include_subtree is also specified')
  }
  if (domain && project) throw invalid('Specify a domain or project, not both')
  if (domain && system) throw invalid('Specify system or domain, not both')
  if (project && system) throw invalid('Specify system or project, not both')
  if (user && group) throw invalid('Specify a user or group, not both')
  if (hasFlag(ask, 'effective')) {
    if (group) {
      throw invalid('Combining effective and group filter will always result in an empty list.')
    }
    if (inherited && domain) {
      throw invalid(
        'Combining effective, domain and inherited filters will always result in an empty list.',
      )
    }
  }
  if (withSubtree && project) needProject(ask.db, project)
  const projects = project
    ? [project, ...(withSubtree ? descendantsOf(ask.db, project) : [])]
    : undefined
  return { role: value('role.id'), user, group, project, domain, system, inherited, projects }
}

function stored(row: Assignment): GrantedRole {
  return {
    actor: { kind: row.actor_kind, id: row.actor_id },
    place: { kind: row.target_kind, id: row.target_id },
    roleId: row.role_id,
    isInherited: row.inherited === 1,
  }
}

function rowsOf(ask: Ask): Assignment[] {
  return ask.db.all<Assignment>('select * from assignments')
}

function direct(ask: Ask, filter: Filter): GrantedRole[] {
  const { role, user, group, domain, projects, system, inherited } = filter
  return rowsOf(ask)
    .filter((row) => {
      if (role && row.role_id !== role) return false
      if (user && (row.actor_kind !== 'user' || row.actor_id !== user)) return false
      if (group && (row.actor_kind !== 'group' || row.actor_id !== group)) return false
      if (row.target_kind === 'system') return !domain && !projects
      if (system) return false
      if (domain && (row.target_kind !== 'domain' || row.target_id !== domain)) return false
      if (projects && (row.target_kind !== 'project' || !projects.includes(row.target_id))) {
        return false
      }
      return inherited === undefined || inherited === (row.inherited === 1)
    })
    .map(stored)
}

/** Groups become their users, inherited assignments the projects below, and roles what they imply. */
function effective(ask: Ask, filter: Filter): GrantedRole[] {
  const expanded = rowsOf(ask)
    .filter((row) => row.target_kind !== 'system')
    .flatMap((row) => onPlaces(ask, row, filter))
    .flatMap((granted) => toUsers(ask, granted))
    .filter(({ actor }) => !filter.user || actor.id === filter.user)
  return expanded
    .flatMap((granted) => withImpliedRoles(ask, granted))
    .filter(({ roleId }) => needRole(ask.db, roleId).domain_id === null)
    .filter(({ roleId }) => !filter.role || roleId === filter.role)
}

function onPlaces(ask: Ask, row: Assignment, filter: Filter): GrantedRole[] {
  const granted = stored(row)
  const { domain, projects, inherited } = filter
  if (!row.inherited) {
    if (inherited === true) return []
    if (domain && (row.target_kind !== 'domain' || row.target_id !== domain)) return []
    if (projects && (row.target_kind !== 'project' || !projects.includes(row.target_id))) return []
    return [granted]
  }
  if (inherited === false || domain) return []
  const below = projects
    ? projects.filter((id) => ancestorsOf(ask.db, id).includes(row.target_id))
    : descendantsOf(ask.db, row.target_id)
  return below.map((id) => ({
    ...granted,
    isInherited: false,
    place: { kind: 'project' as const, id },
    from: granted.place,
  }))
}

function toUsers(ask: Ask, granted: GrantedRole): GrantedRole[] {
  if (granted.actor.kind === 'user') return [granted]
  const groupId = granted.actor.id
  return ask.db
    .all<{ user_id: string }>('select user_id from group_users where group_id = ?', groupId)
    .map(({ user_id }) => ({ ...granted, actor: { kind: 'user' as const, id: user_id }, groupId }))
}

function withImpliedRoles(ask: Ask, granted: GrantedRole): GrantedRole[] {
  const all = [granted]
  const seen = new Set([granted.roleId])
  // `all` grows while it is walked, so that roles implied by implied ones are found.
  for (const next of all) {
    const rows = ask.db.all<{ implied_id: string }>(
      'select implied_id from implied_roles where prior_id = ?',
      next.roleId,
    )
    for (const { implied_id } of rows) {
      if (seen.has(implied_id)) continue
      seen.add(implied_id)
      all.push({ ...next, roleId: implied_id, priorRoleId: next.roleId })
    }
  }
  return all
}
