import { randomUUID } from 'node:crypto'
import { isUniqueFailure, type LocalDatabase } from '@/lib/localcloud/db'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import { ancestorsOf, descendantsOf, dropAssignments } from './assignments'
import { extrasOf } from './check-body'
import { conflict, invalid, refused } from './failures'
import { checkImmutable, mergeOptions } from './options'
import {
  findProject,
  insertProject,
  type ProjectRow,
  projectsByIds,
  updateProject,
} from './project-rows'
import { revokeTokensOfScope } from './token-store'

const knownMembers = [
  'id',
  'name',
  'domain_id',
  'parent_id',
  'is_domain',
  'enabled',
  'description',
  'tags',
  'options',
  'links',
  'extra',
]

/**
 * Creates a project, or a domain when `is_domain` is set (keystone/resource/core.py at 22.0.2,
 * `create_project`). Throws 400 for a domain or parent that does not fit, 409 for a taken name.
 */
export function createProject(db: LocalDatabase, body: JsonObject, id = newId()): ProjectRow {
  const isDomain = body.is_domain === true
  const domainId = isDomain ? null : String(body.domain_id ?? 'default')
  const parentId = body.parent_id ? String(body.parent_id) : domainId
  if (isDomain && parentId) throw invalid('only root projects are allowed to act as domains.')
  if (domainId && parentId) checkPlace(db, domainId, parentId)
  const row: ProjectRow = {
    id,
    name: String(body.name).trim(),
    domain_id: domainId,
    parent_id: parentId,
    is_domain: isDomain ? 1 : 0,
    enabled: body.enabled === false ? 0 : 1,
    description: body.description === undefined ? '' : (body.description as string | null),
    tags: JSON.stringify(body.tags ?? []),
    options: mergeOptions('{}', body.options),
    extra: JSON.stringify(extrasOf(body, knownMembers)),
  }
  writeUnique(row, () => insertProject(db, row))
  return row
}

function checkPlace(db: LocalDatabase, domainId: string, parentId: string): void {
  const domain = findProject(db, domainId)
  if (!domain?.is_domain) throw invalid(`Could not find domain: ${domainId}.`)
  const parent = findProject(db, parentId)
  if (!parent) throw invalid(`Could not find project: ${parentId}.`)
  if (parent.is_domain && parent.id !== domainId) {
    throw invalid(
      `Cannot create project, the parent (${parentId}) is acting as a domain, but this project's domain id (${domainId}) does not match the parent's id.`,
    )
  }
  if (!parent.is_domain && parent.domain_id !== domainId) {
    throw invalid(
      `Cannot create project, since it specifies its domain_id ${domainId}, but specifies a parent in a different domain (${parent.domain_id}).`,
    )
  }
  const above = [parentId, ...ancestorsOf(db, parentId)]
  for (const row of projectsByIds(db, above)) {
    if (!row.enabled) {
      throw invalid(`cannot create a project in a branch containing a disabled project: ${row.id}`)
    }
  }
  // `max_project_tree_depth` is 5; the domain counts as one level more.
  if (above.length > 6) throw refused(`Max hierarchy depth reached for ${parentId} branch.`)
}

function writeUnique(row: ProjectRow, write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!isUniqueFailure(error)) throw error
    throw conflict(
      'project',
      row.is_domain
        ? `it is not permitted to have two projects acting as domains with the same name: ${row.name}`
        : `it is not permitted to have two projects with either the same name or same id in the same domain: name is ${row.name}, project id ${row.id}`,
    )
  }
}

/** Changes a project or domain after the checks of keystone/resource/core.py, `_update_project`. */
export function changeProject(db: LocalDatabase, row: ProjectRow, body: JsonObject): ProjectRow {
  if (body.domain_id !== undefined && body.domain_id !== row.domain_id) {
    throw invalid('Cannot change Domain ID')
  }
  checkImmutable(row, body, row.is_domain ? 'domain' : 'project')
  if (body.parent_id !== undefined && body.parent_id !== row.parent_id) {
    throw refused('Update of `parent_id` is not allowed.')
  }
  if (body.is_domain !== undefined && body.is_domain !== (row.is_domain === 1)) {
    throw invalid('Update of `is_domain` is not allowed.')
  }
  const enabled = body.enabled === undefined ? row.enabled : body.enabled ? 1 : 0
  if (
    enabled &&
    !row.enabled &&
    projectsByIds(db, ancestorsOf(db, row.id)).some((p) => !p.enabled)
  ) {
    throw refused(`Cannot enable project ${row.id} since it has disabled parents`)
  }
  const hasEnabledBelow = () => projectsByIds(db, descendantsOf(db, row.id)).some((p) => p.enabled)
  if (!enabled && row.enabled && !row.is_domain && hasEnabledBelow()) {
    throw refused(`Cannot disable project ${row.id} since its subtree contains enabled projects.`)
  }
  const extra = { ...JSON.parse(row.extra), ...extrasOf(body, knownMembers) }
  const next: ProjectRow = {
    ...row,
    name: typeof body.name === 'string' ? body.name.trim() : row.name,
    enabled,
    description:
      body.description === undefined ? row.description : (body.description as string | null),
    tags: body.tags === undefined ? row.tags : JSON.stringify(body.tags),
    options: mergeOptions(row.options, body.options),
    extra: JSON.stringify(extra),
  }
  writeUnique(next, () => updateProject(db, next))
  if (!enabled && row.enabled) revokeTokensOfScope(db, row.id)
  return next
}

/** Deletes a leaf project, or a disabled domain with all that is in it. */
export function deleteProject(db: LocalDatabase, row: ProjectRow): void {
  const kind = row.is_domain ? 'domain' : 'project'
  checkImmutable(row, undefined, kind)
  if (row.is_domain && row.enabled) {
    throw refused('Cannot delete a domain that is enabled, please disable it first.')
  }
  const below = descendantsOf(db, row.id)
  if (!row.is_domain && below.length > 0) {
    throw refused(
      `Cannot delete the project ${row.id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.`,
    )
  }
  db.transaction(() => {
    for (const id of [...below, row.id]) {
      dropAssignments(db, 'project', id)
      dropAssignments(db, 'domain', id)
      db.run('delete from credentials where project_id = ?', id)
      db.run('update users set default_project_id = null where default_project_id = ?', id)
    }
    for (const table of ['users', 'groups']) {
      const kindOfActor = table === 'users' ? 'user' : 'group'
      const rows = db.all<{ id: string }>(`select id from ${table} where domain_id = ?`, row.id)
      for (const { id } of rows) dropAssignments(db, kindOfActor, id)
    }
    // Users, groups, roles and projects below go with it by their foreign keys.
    db.run('delete from projects where id = ?', row.id)
  })
}

/** An id as Keystone makes them: a UUID without dashes. */
export function newId(): string {
  return randomUUID().replaceAll('-', '')
}
