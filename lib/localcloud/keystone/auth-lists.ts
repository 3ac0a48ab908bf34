import type { Answer, Ask, Route } from './ask'
import { domainsOf, projectsOf, rolesOf } from './assignments'
import { answerList } from './collection'
import { domainEntity, projectEntity, projectsByIds } from './project-rows'

export const authListRoutes: Route[] = [
  { method: 'GET', path: '/auth/projects', handler: listProjects },
  { method: 'GET', path: '/auth/domains', handler: listDomains },
  { method: 'GET', path: '/auth/system', handler: showSystem },
]

/** Projects the asking user may enter. Disabled ones stand in the list too, as in Keystone. */
function listProjects(ask: Ask): Answer {
  const rows = projectsByIds(ask.db, projectsOf(ask.db, ask.token.user.id))
  return answerList(ask, 'projects', rows.map(projectEntity))
}

function listDomains(ask: Ask): Answer {
  const rows = projectsByIds(ask.db, domainsOf(ask.db, ask.token.user.id))
  return answerList(ask, 'domains', rows.map(domainEntity))
}

function showSystem(ask: Ask): Answer {
  const isHeld = rolesOf(ask.db, ask.token.user.id, { kind: 'system' }).length > 0
  return {
    body: { system: isHeld ? [{ all: true }] : [], links: { self: `${ask.base}/auth/system` } },
  }
}
