import { KeystoneError } from '@/lib/localcloud/wire-errors'
import type { Answer, Ask, Handler, Route } from './ask'
import { answerList } from './collection'
import { refused } from './failures'
import { needGroup } from './groups'
import { type Action, enforce, type Target } from './policy'
import { needDomain, needProject } from './project-rows'
import { needRole, roleEntity, rolesByIds } from './roles'
import { needUser } from './user-rows'

type Place = 'project' | 'domain' | 'system'
type Actor = 'user' | 'group'
type Kind = { place: Place; actor: Actor; inherited: 0 | 1 }
type Verb = 'check' | 'create' | 'revoke' | 'list'

/** Who has which role where: one row of the assignments table, without its role. */
type Spot = { actorId: string; placeId: string; target: Target }

const kinds: Kind[] = (['project', 'domain', 'system'] as const).flatMap((place) =>
  (['user', 'group'] as const).flatMap((actor) => [
    { place, actor, inherited: 0 as const },
    ...(place === 'system' ? [] : [{ place, actor, inherited: 1 as const }]),
  ]),
)

export const grantRoutes: Route[] = kinds.flatMap((kind) => {
  const { place, actor, inherited } = kind
  const start = place === 'system' ? '/system' : `/${place}s/:place_id`
  const list = `${inherited ? '/OS-INHERIT' : ''}${start}/${actor}s/:actor_id/roles`
  const tail = inherited ? '/inherited_to_projects' : ''
  const one = `${list}/:role_id${tail}`
  const withKind = (handler: (ask: Ask, kind: Kind) => Answer): Handler => {
    return (ask) => handler(ask, kind)
  }
  return [
    { method: 'GET', path: `${list}${tail}`, handler: withKind(listGrants) },
    { method: 'GET', path: one, handler: withKind(checkGrant) },
    { method: 'PUT', path: one, handler: withKind(putGrant) },
    { method: 'DELETE', path: one, handler: withKind(deleteGrant) },
  ]
})

function actionOf(verb: Verb, { place, actor }: Kind): Action {
  if (place !== 'system') return verb === 'list' ? 'list_grants' : `${verb}_grant`
  return verb === 'list' ? `list_system_grants_for_${actor}` : `${verb}_system_grant_for_${actor}`
}

/**
 * Looks everything up and enforces. Keystone reports a missing role, actor or place before it
 * refuses; a grant of a deleted actor may still be taken away.
 */
function openSpot(ask: Ask, kind: Kind, verb: Verb): Spot {
  const { db, params, token } = ask
  const target: Target = {}
  // A request without a valid token must learn nothing.
  void token
  if (verb !== 'list') needRole(db, params.role_id)
  const actorId = String(params.actor_id)
  try {
    if (kind.actor === 'user') target.userDomainId = needUser(db, actorId).domain_id
    else target.groupDomainId = needGroup(db, actorId).domain_id
  } catch (error) {
    if (verb !== 'revoke') throw error
  }
  const placeId = kind.place === 'system' ? 'system' : String(params.place_id)
  if (kind.place === 'project') {
    target.projectDomainId = needProject(db, placeId).domain_id ?? undefined
  }
  if (kind.place === 'domain') target.domainId = needDomain(db, placeId).id
  enforce(ask, actionOf(verb, kind), target)
  return { actorId, placeId, target }
}

const where = `actor_kind = ? and actor_id = ? and target_kind = ? and target_id = ?
  and inherited = ?`

function keyOf(kind: Kind, { actorId, placeId }: Spot) {
  return [kind.actor, actorId, kind.place, placeId, kind.inherited] as const
}

function notGranted(ask: Ask, spot: Spot): KeystoneError {
  return new KeystoneError(
    404,
    `Could not find role assignment with role: ${ask.params.role_id}, user or group: ${spot.actorId}, project, domain, or system: ${spot.placeId}.`,
  )
}

function listGrants(ask: Ask, kind: Kind): Answer {
  const spot = openSpot(ask, kind, 'list')
  const rows = ask.db.all<{ role_id: string }>(
    `select role_id from assignments where ${where}`,
    ...keyOf(kind, spot),
  )
  const ids = rows.map((row) => row.role_id)
  return answerList(ask, 'roles', rolesByIds(ask.db, ids).map(roleEntity))
}

function checkGrant(ask: Ask, kind: Kind): Answer {
  const spot = openSpot(ask, kind, 'check')
  const found = ask.db.get(
    `select role_id from assignments where ${where} and role_id = ?`,
    ...keyOf(kind, spot),
    String(ask.params.role_id),
  )
  if (!found) throw notGranted(ask, spot)
  return { status: 204 }
}

function putGrant(ask: Ask, kind: Kind): Answer {
  const spot = openSpot(ask, kind, 'create')
  const role = needRole(ask.db, ask.params.role_id)
  const domainId = spot.target.projectDomainId
  if (kind.place === 'project' && role.domain_id && role.domain_id !== domainId) {
    throw refused(
      `Project ${spot.placeId} must be in the same domain as the role ${role.id} being assigned.`,
    )
  }
  ask.db.run(
    `insert or ignore into assignments
       (actor_kind, actor_id, target_kind, target_id, inherited, role_id)
     values (?, ?, ?, ?, ?, ?)`,
    ...keyOf(kind, spot),
    role.id,
  )
  return { status: 204 }
}

function deleteGrant(ask: Ask, kind: Kind): Answer {
  const spot = openSpot(ask, kind, 'revoke')
  const changed = ask.db.run(
    `delete from assignments where ${where} and role_id = ?`,
    ...keyOf(kind, spot),
    String(ask.params.role_id),
  )
  if (changed === 0) throw notGranted(ask, spot)
  return { status: 204 }
}
