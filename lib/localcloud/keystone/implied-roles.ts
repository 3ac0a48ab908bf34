import type { Json } from '@/lib/localcloud/glance/python-json'
import { KeystoneError } from '@/lib/localcloud/wire-errors'
import type { Answer, Ask, Route } from './ask'
import { refused } from './failures'
import { type Action, enforce } from './policy'
import { needRole, type RoleRow, rolesByIds } from './roles'

export const impliedRoleRoutes: Route[] = [
  { method: 'GET', path: '/role_inferences', handler: listInferences },
  { method: 'GET', path: '/roles/:prior_id/implies', handler: listImplied },
  { method: 'GET', path: '/roles/:prior_id/implies/:implied_id', handler: getImplied },
  { method: 'HEAD', path: '/roles/:prior_id/implies/:implied_id', handler: headImplied },
  { method: 'PUT', path: '/roles/:prior_id/implies/:implied_id', handler: putImplied },
  { method: 'DELETE', path: '/roles/:prior_id/implies/:implied_id', handler: deleteImplied },
]

type Pair = { prior: RoleRow; implied: RoleRow }

function short(ask: Ask, row: RoleRow): Json {
  return { id: row.id, links: { self: `${ask.base}/roles/${row.id}` }, name: row.name }
}

function impliedBy(ask: Ask, priorId: string): RoleRow[] {
  const rows = ask.db.all<{ implied_id: string }>(
    'select implied_id from implied_roles where prior_id = ?',
    priorId,
  )
  return rolesByIds(
    ask.db,
    rows.map((row) => row.implied_id),
  )
}

function inference(ask: Ask, prior: RoleRow): Json {
  const implies = impliedBy(ask, prior.id).map((row) => short(ask, row))
  return { prior_role: short(ask, prior), implies }
}

function listInferences(ask: Ask): Answer {
  enforce(ask, 'list_role_inference_rules')
  const priors = ask.db.all<{ prior_id: string }>('select distinct prior_id from implied_roles')
  const rows = rolesByIds(
    ask.db,
    priors.map((row) => row.prior_id),
  )
  return { body: { role_inferences: rows.map((row) => inference(ask, row)) } }
}

function listImplied(ask: Ask): Answer {
  enforce(ask, 'list_implied_roles')
  const prior = needRole(ask.db, ask.params.prior_id)
  const links = { self: `${ask.base}/roles/${prior.id}/implies` }
  return { body: { role_inference: inference(ask, prior), links } }
}

function openPair(ask: Ask, action: Action): Pair {
  enforce(ask, action)
  const prior = needRole(ask.db, ask.params.prior_id)
  return { prior, implied: needRole(ask.db, ask.params.implied_id) }
}

function checkPair(ask: Ask, { prior, implied }: Pair): void {
  const found = ask.db.get(
    'select prior_id from implied_roles where prior_id = ? and implied_id = ?',
    prior.id,
    implied.id,
  )
  if (!found) throw new KeystoneError(404, `${prior.id} does not imply ${implied.id}.`)
}

function answerPair(ask: Ask, { prior, implied }: Pair, status: number): Answer {
  const self = `${ask.base}/roles/${prior.id}/implies/${implied.id}`
  const role_inference = { prior_role: short(ask, prior), implies: short(ask, implied) }
  return { status, body: { role_inference, links: { self } } }
}

function getImplied(ask: Ask): Answer {
  const pair = openPair(ask, 'get_implied_role')
  checkPair(ask, pair)
  return answerPair(ask, pair, 200)
}

/** HEAD answers 204 although GET answers 200: so does Keystone. */
function headImplied(ask: Ask): Answer {
  checkPair(ask, openPair(ask, 'check_implied_role'))
  return { status: 204 }
}

function putImplied(ask: Ask): Answer {
  const pair = openPair(ask, 'create_implied_role')
  // Nothing may imply the role that `[assignment] prohibited_implied_role` names, and no global
  // role one of a domain.
  if (pair.implied.name === 'admin' || (!pair.prior.domain_id && pair.implied.domain_id)) {
    throw refused(`${pair.implied.id} cannot be an implied roles.`)
  }
  ask.db.run(
    'insert or ignore into implied_roles (prior_id, implied_id) values (?, ?)',
    pair.prior.id,
    pair.implied.id,
  )
  return answerPair(ask, pair, 201)
}

function deleteImplied(ask: Ask): Answer {
  const pair = openPair(ask, 'delete_implied_role')
  checkPair(ask, pair)
  ask.db.run(
    'delete from implied_roles where prior_id = ? and implied_id = ?',
    pair.prior.id,
    pair.implied.id,
  )
  return { status: 204 }
}
