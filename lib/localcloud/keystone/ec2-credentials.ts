import { createHash } from 'node:crypto'
import type { JsonObject } from '@/lib/localcloud/glance/python-json'
import type { Answer, Ask, Route } from './ask'
import { forbidden, notFound } from './failures'
import { enforce } from './policy'
import { newId } from './project-changes'
import { needProject } from './project-rows'
import { needUser } from './user-rows'

const path = '/users/:user_id/credentials/OS-EC2'

/** Pairs of access key and secret. They are kept and shown; signing in with them is not offered. */
export const ec2CredentialRoutes: Route[] = [
  { method: 'GET', path, handler: listPairs },
  { method: 'POST', path, handler: postPair },
  { method: 'GET', path: `${path}/:access`, handler: getPair },
  { method: 'DELETE', path: `${path}/:access`, handler: deletePair },
]

type PairRow = { id: string; blob: string; user_id: string; project_id: string | null }

function shown(ask: Ask, row: PairRow): JsonObject {
  const { access, secret, trust_id = null } = JSON.parse(row.blob)
  return {
    user_id: row.user_id,
    tenant_id: row.project_id,
    access,
    secret,
    trust_id,
    links: { self: `${ask.base}/users/${row.user_id}/credentials/OS-EC2/${access}` },
  }
}

function checkPrimary(ask: Ask): void {
  if (ask.token.applicationCredentialId) {
    throw forbidden('Delegated tokens cannot access credentials directly')
  }
}

function listPairs(ask: Ask): Answer {
  const userId = String(ask.params.user_id)
  enforce(ask, 'ec2_list_credentials', { userId })
  checkPrimary(ask)
  needUser(ask.db, userId)
  const rows = ask.db.all<PairRow>(
    "select * from credentials where user_id = ? and type = 'ec2' order by id",
    userId,
  )
  return {
    body: {
      credentials: rows.map((row) => shown(ask, row)),
      links: { next: null, self: ask.self, previous: null },
    },
  }
}

function postPair(ask: Ask): Answer {
  const userId = String(ask.params.user_id)
  enforce(ask, 'ec2_create_credential', { userId })
  needUser(ask.db, userId)
  const project = needProject(ask.db, String(ask.body.tenant_id ?? 'None'))
  checkPrimary(ask)
  const access = newId()
  const row: PairRow = {
    id: idOf(access),
    blob: JSON.stringify({ access, secret: newId(), trust_id: null }),
    user_id: userId,
    project_id: project.id,
  }
  ask.db.run(
    "insert into credentials (id, type, blob, user_id, project_id) values (?, 'ec2', ?, ?, ?)",
    row.id,
    row.blob,
    row.user_id,
    row.project_id,
  )
  return { status: 201, body: { credential: shown(ask, row) } }
}

function idOf(access: string): string {
  return createHash('sha256').update(access).digest('hex')
}

function openPair(ask: Ask, action: 'ec2_get_credential' | 'ec2_delete_credential'): PairRow {
  const id = idOf(String(ask.params.access))
  const row = ask.db.get<PairRow>("select * from credentials where id = ? and type = 'ec2'", id)
  enforce(ask, action, { userId: row?.user_id ?? ask.params.user_id })
  needUser(ask.db, ask.params.user_id)
  if (!row) throw notFound('credential', id)
  checkPrimary(ask)
  return row
}

function getPair(ask: Ask): Answer {
  return { body: { credential: shown(ask, openPair(ask, 'ec2_get_credential')) } }
}

function deletePair(ask: Ask): Answer {
  ask.db.run('delete from credentials where id = ?', openPair(ask, 'ec2_delete_credential').id)
  return { status: 204 }
}
