import type { LocalDatabase } from '@/lib/localcloud/db'

/** One account that a fresh cloud has; the password is known to everybody. */
export type SeedAccount = { domain: string; name: string; password: string; projects: string }

/** Fills an empty cloud with domains, projects, roles and accounts. */
export function seedAccounts(_db: LocalDatabase): void {}

/** The accounts to print at start. */
export const seededAccounts: SeedAccount[] = []
