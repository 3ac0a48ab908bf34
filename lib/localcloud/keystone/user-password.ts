import type { LocalCloud } from '@/lib/localcloud/cloud'
import { type Answer, type Ask, bodyPart, type Route } from './ask'
import { passwordChangeSchema } from './body-schemas'
import { checkBody } from './check-body'
import { invalid, unauthorized } from './failures'
import { hashPassword, isPassword } from './passwords'
import { plainTime, readTime } from './time'
import { revokeTokensOfUser } from './token-store'
import { findUser, type UserRow } from './user-rows'

export const passwordRoutes: Route[] = [
  {
    method: 'POST',
    path: '/users/:user_id/password',
    handler: changePassword,
    isOpen: true,
  },
]

/**
 * Checks a password and counts wrong ones. A locked account refuses the right password too, in
 * the same words (keystone/identity/backends/sql.py at 22.0.2, `authenticate`). Throws 401; an
 * expired password is told apart unless `allowExpired`.
 */
export async function checkPassword(
  cloud: LocalCloud,
  row: UserRow,
  password: string,
  allowExpired = false,
): Promise<void> {
  const { db, settings } = cloud
  const options = JSON.parse(row.options)
  const { lockout, lockoutSeconds } = settings
  const canLock = lockout !== undefined && options.ignore_lockout_failure_attempts !== true
  if (canLock && row.failed_count >= lockout) {
    const lockedUntil = readTime(row.failed_at ?? '') + lockoutSeconds * 1000
    if (Date.now() < lockedUntil) throw unauthorized()
    db.run('update users set failed_count = 0, failed_at = null where id = ?', row.id)
  }
  if (!(await isPassword(password, row.password_hash))) {
    db.run(
      'update users set failed_count = failed_count + 1, failed_at = ? where id = ?',
      plainTime(Date.now()),
      row.id,
    )
    throw unauthorized()
  }
  if (!row.enabled) throw unauthorized()
  const expiry = row.password_expires_at
  const isExpired = expiry !== null && readTime(expiry) <= Date.now()
  if (isExpired && !allowExpired && options.ignore_password_expiry !== true) {
    throw unauthorized(`The password is expired and needs to be changed for user: ${row.id}.`)
  }
  if (row.failed_count > 0) {
    db.run('update users set failed_count = 0, failed_at = null where id = ?', row.id)
  }
}

/** A person changes the own password with the old one, without a token. */
async function changePassword(ask: Ask): Promise<Answer> {
  const body = bodyPart(ask, 'user')
  checkBody(body, passwordChangeSchema)
  const row = findUser(ask.db, ask.params.user_id)
  if (!row) throw unauthorized()
  await checkPassword(ask.cloud, row, String(body.original_password), true)
  if (JSON.parse(row.options).lock_password === true) {
    throw invalid(
      'Password validation error: You cannot change your password at this time due to password policy disallowing password changes. Please contact your administrator to reset your password.',
    )
  }
  const hash = await hashPassword(String(body.password))
  ask.db.transaction(() => {
    ask.db.run(
      'update users set password_hash = ?, password_expires_at = null where id = ?',
      hash,
      row.id,
    )
    revokeTokensOfUser(ask.db, row.id)
  })
  return { status: 204 }
}
