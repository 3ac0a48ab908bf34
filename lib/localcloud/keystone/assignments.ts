import type { LocalDatabase } from '@/lib/localcloud/db'

export type Scope =
  | { kind: 'unscoped' }
  | { kind: 'project'; id: string }
  | { kind: 'domain'; id: string }
  | { kind: 'system' }

/** One row of the assignments table. */
export type Assignment = {
  actor_kind: 'user' | 'group'
  actor_id: string
  target_kind: 'project' | 'domain' | 'system'
  target_id: string
  role_id: string
  inherited: number
}

/** A role as tokens show it. */
export type RoleRef = { id: string; name: string }

/** Projects above a project, nearest first, its domain last. */
export function ancestorsOf(db: LocalDatabase, projectId: string): string[] {
  return db
    .all<{ id: string }>(
      `with recursive up (id, level) as (
         select parent_id, 1 from projects where id = ?
         union all
         select projects.parent_id, level + 1 from projects join up on projects.id = up.id
       )
       select id from up where id is not null order by level`,
      projectId,
    )
    .map(({ id }) => id)
}

/** Projects below a project or domain, without itself. */
export function descendantsOf(db: LocalDatabase, id: string): string[] {
  return db
    .all<{ id: string }>(
      `with recursive down (id) as (
         select id from projects where parent_id = ?
         union all
         select projects.id from projects join down on projects.parent_id = down.id
       )
       select id from down`,
      id,
    )
    .map((row) => row.id)
}

/** Roles that a role brings along, itself first. */
export function withImplied(db: LocalDatabase, roleId: string): string[] {
  return db
    .all<{ id: string }>(
      `with recursive implied (id) as (
         select ?
         union
         select implied_id from implied_roles join implied on prior_id = implied.id
       )
       select id from implied`,
      roleId,
    )
    .map(({ id }) => id)
}

/**
 * Roles a user has on a scope: own ones, those of the user's groups, inherited ones and the ones
 * they imply. Roles of a domain only serve to imply others and never show
 * (keystone/assignment/core.py at 22.0.2, `_list_effective_role_assignments`).
 */
export function rolesOf(db: LocalDatabase, userId: string, scope: Scope): RoleRef[] {
  if (scope.kind === 'unscoped') return []
  const targets: [kind: string, id: string, inherited: number][] =
    scope.kind === 'system' ? [['system', 'system', 0]] : [[scope.kind, scope.id, 0]]
  if (scope.kind === 'project') {
    for (const id of ancestorsOf(db, scope.id)) {
      targets.push(['project', id, 1], ['domain', id, 1])
    }
  }
  const own = targets
    .map(() => '(target_kind = ? and target_id = ? and inherited = ?)')
    .join(' or ')
  return db.all<RoleRef>(
    `with recursive held (id) as (
       select role_id from assignments
       where (${own})
         and ((actor_kind = 'user' and actor_id = ?)
           or (actor_kind = 'group' and actor_id in
             (select group_id from group_users where user_id = ?)))
       union
       select implied_id from implied_roles join held on prior_id = held.id
     )
     select roles.id, roles.name from held join roles on roles.id = held.id
     where roles.domain_id is null order by roles.name`,
    ...targets.flat(),
    userId,
    userId,
  )
}

/** Assignments of a user and of the user's groups, as stored. */
export function assignmentsOf(db: LocalDatabase, userId: string): Assignment[] {
  return db.all<Assignment>(
    `select * from assignments
     where (actor_kind = 'user' and actor_id = ?)
       or (actor_kind = 'group' and actor_id in (select group_id from group_users where user_id = ?))`,
    userId,
    userId,
  )
}

/** Ids of the projects a user may enter, disabled ones too. */
export function projectsOf(db: LocalDatabase, userId: string): string[] {
  const ids = new Set<string>()
  for (const { target_kind, target_id, inherited } of assignmentsOf(db, userId)) {
    if (inherited) for (const id of descendantsOf(db, target_id)) ids.add(id)
    else if (target_kind === 'project') ids.add(target_id)
  }
  return [...ids]
}

/** Ids of the domains a user has a role on. */
export function domainsOf(db: LocalDatabase, userId: string): string[] {
  const ids = assignmentsOf(db, userId)
    .filter((row) => row.target_kind === 'domain' && !row.inherited)
    .map((row) => row.target_id)
  return [...new Set(ids)]
}

/** Forgets every assignment of an actor or on a target that is deleted. */
export function dropAssignments(db: LocalDatabase, kind: string, id: string): void {
  db.run('delete from assignments where actor_kind = ? and actor_id = ?', kind, id)
  db.run('delete from assignments where target_kind = ? and target_id = ?', kind, id)
}
