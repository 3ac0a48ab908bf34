import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { domainCreateSchema, domainUpdateSchema } from './body-schemas'
import { checkBody } from './check-body'
import { answerList, answerMember, filtered } from './collection'
import { invalid } from './failures'
import { enforce } from './policy'
import { changeProject, createProject, deleteProject, newId } from './project-changes'
import { domainEntity, findProject, needDomain, type ProjectRow } from './project-rows'

export const domainRoutes: Route[] = [
  { method: 'GET', path: '/domains', handler: listDomains },
  { method: 'POST', path: '/domains', handler: postDomain },
  { method: 'GET', path: '/domains/:domain_id', handler: getDomain },
  { method: 'PATCH', path: '/domains/:domain_id', handler: patchDomain },
  { method: 'DELETE', path: '/domains/:domain_id', handler: removeDomain },
]

function listDomains(ask: Ask): Answer {
  enforce(ask, 'list_domains')
  const rows = ask.db.all<ProjectRow>(
    'select * from projects where is_domain = 1 order by name, id',
  )
  return answerList(ask, 'domains', filtered(ask, rows.map(domainEntity), ['name', 'enabled']))
}

function getDomain(ask: Ask): Answer {
  const found = findProject(ask.db, ask.params.domain_id)
  enforce(ask, 'get_domain', { domainId: found?.is_domain ? found.id : undefined })
  const row = needDomain(ask.db, ask.params.domain_id)
  return answerMember(ask, 'domains', 'domain', domainEntity(row))
}

function postDomain(ask: Ask): Answer {
  enforce(ask, 'create_domain')
  const body = bodyPart(ask, 'domain')
  checkBody(body, domainCreateSchema)
  const explicit = body.explicit_domain_id
  if (explicit !== undefined && !/^[0-9a-f]{32}$/.test(String(explicit))) {
    throw invalid('Domain ID does not conform to required UUID format.')
  }
  const id = explicit === undefined ? newId() : String(explicit)
  const asProject = { ...body, is_domain: true, domain_id: null, parent_id: null }
  return answerMember(
    ask,
    'domains',
    'domain',
    domainEntity(createProject(ask.db, asProject, id)),
    201,
  )
}

function patchDomain(ask: Ask): Answer {
  enforce(ask, 'update_domain')
  const body = bodyPart(ask, 'domain')
  checkBody(body, domainUpdateSchema)
  const row = changeProject(ask.db, needDomain(ask.db, ask.params.domain_id), body)
  return answerMember(ask, 'domains', 'domain', domainEntity(row))
}

function removeDomain(ask: Ask): Answer {
  enforce(ask, 'delete_domain')
  deleteProject(ask.db, needDomain(ask.db, ask.params.domain_id))
  return { status: 204 }
}
