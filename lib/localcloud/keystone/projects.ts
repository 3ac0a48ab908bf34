import type { LocalDatabase } from '@/lib/localcloud/db'
import type { Json } from '@/lib/localcloud/glance/python-json'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { ancestorsOf, descendantsOf, projectsOf } from './assignments'
import { projectCreateSchema, projectUpdateSchema } from './body-schemas'
import { checkBody, checkSameId } from './check-body'
import { answerList, answerMember, filtered, hasFlag, linked } from './collection'
import { invalid, notFound } from './failures'
import { domainOfToken, enforce } from './policy'
import { changeProject, createProject, deleteProject } from './project-changes'
import {
  findProject,
  needProject,
  type ProjectRow,
  projectEntity,
  projectsByIds,
} from './project-rows'

export const projectRoutes: Route[] = [
  { method: 'GET', path: '/projects', handler: listProjects },
  { method: 'POST', path: '/projects', handler: postProject },
  { method: 'GET', path: '/projects/:project_id', handler: getProject },
  { method: 'PATCH', path: '/projects/:project_id', handler: patchProject },
  { method: 'DELETE', path: '/projects/:project_id', handler: removeProject },
]

/** What policy looks at for a project; empty when it does not exist, so that nothing leaks. */
export function projectTarget(ask: Ask) {
  const row = findProject(ask.db, ask.params.project_id)
  return { projectId: row?.id, projectDomainId: row?.domain_id ?? undefined }
}

function listProjects(ask: Ask): Answer {
  const domainId = domainOfToken(ask)
  enforce(ask, 'list_projects', { domainId })
  const wantsDomains = ask.query.has('is_domain')
  const rows = ask.db.all<ProjectRow>(
    `select * from projects where (? or is_domain = 0) and (? is null or domain_id = ?)
     order by name, id`,
    wantsDomains ? 1 : 0,
    domainId ?? null,
    domainId ?? null,
  )
  const entities = rows.map(projectEntity).filter(({ tags }) => hasTags(ask, tags))
  const attributes = ['domain_id', 'enabled', 'name', 'parent_id', 'is_domain']
  return answerList(ask, 'projects', filtered(ask, entities, attributes))
}

/** `tags` all of, `tags-any` one of, `not-tags` not all of, `not-tags-any` none of. */
function hasTags(ask: Ask, tags: Json | undefined): boolean {
  const own = Array.isArray(tags) ? tags : []
  return [...ask.query].every(([key, value]) => {
    const wanted = value.split(',')
    const hasAll = wanted.every((tag) => own.includes(tag))
    const hasAny = wanted.some((tag) => own.includes(tag))
    switch (key) {
      case 'tags':
        return hasAll
      case 'tags-any':
        return hasAny
      case 'not-tags':
        return !hasAll
      case 'not-tags-any':
        return !hasAny
      default:
        return true
    }
  })
}

function getProject(ask: Ask): Answer {
  enforce(ask, 'get_project', projectTarget(ask))
  const row = needProject(ask.db, ask.params.project_id)
  for (const which of ['parents', 'subtree']) {
    if (hasFlag(ask, `${which}_as_list`) && hasFlag(ask, `${which}_as_ids`)) {
      throw invalid(
        `Cannot use ${which}_as_list and ${which}_as_ids query params at the same time.`,
      )
    }
  }
  const { db } = ask
  const entity = projectEntity(row)
  if (hasFlag(ask, 'parents_as_ids')) entity.parents = parentIds(db, row)
  if (hasFlag(ask, 'parents_as_list')) entity.parents = ownAmong(ask, ancestorsOf(db, row.id))
  if (hasFlag(ask, 'subtree_as_ids')) entity.subtree = subtreeIds(db, row.id)
  if (hasFlag(ask, 'subtree_as_list')) entity.subtree = ownAmong(ask, descendantsOf(db, row.id))
  return answerMember(ask, 'projects', 'project', entity)
}

function parentIds(db: LocalDatabase, row: ProjectRow): Json {
  if (!row.parent_id) return null
  const parent = findProject(db, row.parent_id)
  return { [row.parent_id]: parent ? parentIds(db, parent) : null }
}

function subtreeIds(db: LocalDatabase, id: string): Json {
  const children = db.all<{ id: string }>('select id from projects where parent_id = ?', id)
  if (children.length === 0) return null
  return Object.fromEntries(children.map((child) => [child.id, subtreeIds(db, child.id)]))
}

/** Lists of relatives show only what the asking user has a role on. */
function ownAmong(ask: Ask, ids: string[]): Json {
  const own = projectsOf(ask.db, ask.token.user.id)
  const rows = projectsByIds(
    ask.db,
    ids.filter((id) => own.includes(id)),
  )
  return rows.map((row) => ({ project: linked(ask, 'projects', projectEntity(row)) }))
}

function postProject(ask: Ask): Answer {
  const body = bodyPart(ask, 'project')
  enforce(ask, 'create_project')
  checkBody(body, projectCreateSchema)
  const placed = { ...body, domain_id: body.domain_id || domainOfToken(ask) || 'default' }
  const row = createProject(ask.db, body.is_domain === true ? body : placed)
  return answerMember(ask, 'projects', 'project', projectEntity(row), 201)
}

function patchProject(ask: Ask): Answer {
  enforce(ask, 'update_project', projectTarget(ask))
  const body = bodyPart(ask, 'project')
  checkBody(body, projectUpdateSchema)
  checkSameId(body, ask.params.project_id)
  const row = changeProject(ask.db, needProject(ask.db, ask.params.project_id), body)
  const entity = projectEntity(row)
  entity.extra = JSON.parse(row.extra)
  return answerMember(ask, 'projects', 'project', entity)
}

function removeProject(ask: Ask): Answer {
  enforce(ask, 'delete_project', projectTarget(ask))
  const row = findProject(ask.db, ask.params.project_id)
  if (!row) throw notFound('project', String(ask.params.project_id))
  deleteProject(ask.db, row)
  return { status: 204 }
}
