import type { Json } from '@/lib/localcloud/glance/python-json'
import type { Answer, Ask, Route } from './ask'
import { tagSchema, tagsSchema } from './body-schemas'
import { checkBody } from './check-body'
import { notFound } from './failures'
import { checkImmutable } from './options'
import { type Action, enforce } from './policy'
import { needProject, type ProjectRow } from './project-rows'
import { projectTarget } from './projects'

export const projectTagRoutes: Route[] = [
  { method: 'GET', path: '/projects/:project_id/tags', handler: listTags },
  { method: 'PUT', path: '/projects/:project_id/tags', handler: putTags },
  { method: 'DELETE', path: '/projects/:project_id/tags', handler: deleteTags },
  { method: 'GET', path: '/projects/:project_id/tags/:tag', handler: getTag },
  { method: 'PUT', path: '/projects/:project_id/tags/:tag', handler: putTag },
  { method: 'DELETE', path: '/projects/:project_id/tags/:tag', handler: deleteTag },
]

function open(ask: Ask, action: Action): { row: ProjectRow; tags: string[]; tag: string } {
  enforce(ask, action, projectTarget(ask))
  const row = needProject(ask.db, ask.params.project_id)
  return { row, tags: JSON.parse(row.tags), tag: ask.params.tag ?? '' }
}

function write(ask: Ask, row: ProjectRow, tags: string[]): void {
  checkImmutable(row, { tags }, 'project')
  ask.db.run('update projects set tags = ? where id = ?', JSON.stringify(tags), row.id)
}

function tagList(ask: Ask, tags: Json): Answer {
  return { body: { links: { self: ask.base }, tags } }
}

function listTags(ask: Ask): Answer {
  return tagList(ask, open(ask, 'list_project_tags').tags)
}

function putTags(ask: Ask): Answer {
  const { row } = open(ask, 'update_project_tags')
  const tags = ask.body.tags ?? {}
  checkBody(tags, tagsSchema)
  const clean = (tags as string[]).map((tag) => tag.trim())
  write(ask, row, clean)
  return tagList(ask, clean)
}

function deleteTags(ask: Ask): Answer {
  write(ask, open(ask, 'delete_project_tags').row, [])
  return { status: 204 }
}

function getTag(ask: Ask): Answer {
  const { tags, tag } = open(ask, 'get_project_tag')
  if (!tags.includes(tag)) throw notFound('project tag', tag)
  return { status: 204 }
}

function putTag(ask: Ask): Answer {
  const { row, tags, tag } = open(ask, 'create_project_tag')
  checkBody(tag, tagSchema)
  checkBody([...tags, tag], tagsSchema)
  write(ask, row, [...tags, tag.trim()])
  // The address lacks /projects in Keystone too.
  const location = `${ask.base}/${row.id}/tags/${tag}`
  return {
    status: 201,
    headers: { Location: location, 'Content-Type': 'text/html; charset=utf-8' },
  }
}

function deleteTag(ask: Ask): Answer {
  const { row, tags, tag } = open(ask, 'delete_project_tag')
  if (!tags.includes(tag)) throw notFound('project tag', tag)
  write(
    ask,
    row,
    tags.filter((other) => other !== tag),
  )
  return { status: 204 }
}
