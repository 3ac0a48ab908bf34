import type { LocalDatabase } from '@/lib/localcloud/db'
import type { Answer } from './ask'
import { authMethods } from './auth-methods'
import { unauthorized } from './failures'
import { findProject } from './project-rows'
import { readTime, tokenTime } from './time'
import { newTokenId, tokenHash } from './token-store'
import type { UserRow } from './user-rows'

/** Life of a receipt, as `[receipt] expiration`. */
const receiptSeconds = 300

/** The rules of a user that has to prove more than one method; empty when none holds. */
export function rulesOf(user: UserRow): string[][] {
  const options = JSON.parse(user.options)
  const rules: string[][] = options.multi_factor_auth_rules ?? []
  return options.multi_factor_auth_enabled === false ? [] : rules
}

/** Whether the proven methods satisfy one of the rules; methods unknown here do not count. */
export function isEnough(rules: string[][], proven: string[]): boolean {
  if (rules.length === 0) return true
  return rules.some((rule) =>
    rule.every((method) => !authMethods.includes(method) || proven.includes(method)),
  )
}

/** Methods an earlier step proved. Throws 401 for a receipt that is unknown, old or of another user. */
export function redeemReceipt(db: LocalDatabase, receiptId: string, userId: string): string[] {
  const row = db.get<{ user_id: string; methods: string; expires_at: string }>(
    'select user_id, methods, expires_at from receipts where hash = ?',
    tokenHash(receiptId),
  )
  if (!row || row.user_id !== userId || readTime(row.expires_at) <= Date.now()) {
    throw unauthorized(`Could not find auth receipt: ${receiptId}.`)
  }
  return JSON.parse(row.methods)
}

/** The answer to a first factor: 401 with a receipt for the next request. */
export function answerReceipt(
  db: LocalDatabase,
  user: UserRow,
  methods: string[],
  rules: string[][],
): Answer {
  const id = newTokenId()
  const now = Date.now()
  const issuedAt = tokenTime(now)
  const expiresAt = tokenTime(now + receiptSeconds * 1000)
  db.run('delete from receipts where expires_at < ?', issuedAt)
  db.run(
    'insert into receipts (hash, user_id, methods, issued_at, expires_at) values (?, ?, ?, ?, ?)',
    tokenHash(id),
    user.id,
    JSON.stringify(methods),
    issuedAt,
    expiresAt,
  )
  const domain = findProject(db, user.domain_id)
  return {
    status: 401,
    headers: { 'Openstack-Auth-Receipt': id },
    body: {
      receipt: {
        methods,
        user: {
          id: user.id,
          name: user.name,
          domain: { id: user.domain_id, name: domain?.name ?? '' },
        },
        expires_at: expiresAt,
        issued_at: issuedAt,
      },
      required_auth_methods: rules,
    },
  }
}
