import { createHash, randomBytes } from 'node:crypto'
import type { LocalDatabase } from '@/lib/localcloud/db'

/** Who asks, as both halves see it after looking at X-Auth-Token. */
export type TokenContext = {
  userId: string
  userName: string
  userDomainId: string
  projectId?: string
  projectDomainId?: string
  /** Names of the roles on the scope; empty for an unscoped token. */
  roles: string[]
  /** Whether the token carries role admin (Keystone's and old Glance's meaning of administrator). */
  isAdmin: boolean
  scope: 'unscoped' | 'project' | 'domain' | 'system'
  /** UTC, ISO 8601 with microseconds. */
  expiresAt: string
}

/** Placeholder until the identity half is in: no token is valid. */
export function validateToken(_db: LocalDatabase, _tokenId: string): TokenContext | undefined {
  return undefined
}

/** A token value in the look of Fernet, and the hash under which it is stored. */
export function newTokenId(): string {
  return `gAAAAA${randomBytes(120).toString('base64url')}`
}

/** What the database keeps instead of the token itself. */
export function tokenHash(tokenId: string): string {
  return createHash('sha256').update(tokenId).digest('hex')
}
