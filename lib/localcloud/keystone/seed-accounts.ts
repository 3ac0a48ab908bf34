import type { LocalDatabase } from '@/lib/localcloud/db'
import { hashPasswordNow } from './passwords'
import { newId } from './project-changes'

/** One account that a fresh cloud has; the password is known to everybody. */
export type SeedAccount = {
  domain: string
  name: string
  password: string
  /** `project:role` for each role it has. */
  roles: string[]
  options?: Record<string, unknown>
  /** Secret of its one-time codes, base32. */
  totpSecret?: string
  passwordExpiresAt?: string
  /** What to say about it at start. */
  note?: string
}

/** The same accounts as the real cloud of the tests has (e2e/real-cloud/seed.mjs). */
export const seededAccounts: SeedAccount[] = [
  { domain: 'Default', name: 'admin', password: 'admin', roles: ['admin:admin'] },
  {
    domain: 'Default',
    name: 'alice',
    password: 'alice',
    roles: ['demo:member', 'partner:member'],
  },
  { domain: 'Default', name: 'bob', password: 'bob', roles: ['partner:member'] },
  { domain: 'Default', name: 'carol', password: 'carol', roles: ['demo:reader'] },
  { domain: 'Default', name: 'noproject', password: 'noproject', roles: [] },
  { domain: 'Corp', name: 'alice', password: 'corp-alice', roles: ['research:member'] },
  {
    domain: 'Default',
    name: 'mfa',
    password: 'mfa',
    roles: ['demo:member'],
    options: {
      multi_factor_auth_enabled: true,
      multi_factor_auth_rules: [['password', 'totp']],
    },
    // The secret of RFC 6238's examples.
    totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    note: 'also asks for a code; secret GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  },
  {
    domain: 'Default',
    name: 'expired',
    password: 'expired',
    roles: ['demo:member'],
    passwordExpiresAt: '2020-01-01T00:00:00.000000',
    note: 'must change the password first',
  },
]

/** The account of Glance itself; nobody signs in with it by hand. */
const serviceAccount: SeedAccount = {
  domain: 'Default',
  name: 'glance',
  password: 'glance',
  roles: ['service:admin', 'service:service'],
}

const seededProjects = [
  ['admin', 'Default', 'Bootstrap project for initializing the cloud.'],
  ['demo', 'Default', ''],
  ['partner', 'Default', ''],
  ['service', 'Default', ''],
  ['research', 'Corp', ''],
] as const

/** Fills an empty database with domains, projects, roles, accounts and the catalogue. */
export function seedAccounts(db: LocalDatabase): void {
  const domains: Record<string, string> = { Default: 'default', Corp: newId() }
  for (const [name, id] of Object.entries(domains)) {
    db.run(
      'insert into projects (id, name, is_domain, description) values (?, ?, 1, ?)',
      id,
      name,
      name === 'Default' ? 'The default domain' : '',
    )
  }
  const projects: Record<string, string> = {}
  for (const [name, domain, description] of seededProjects) {
    const id = newId()
    projects[name] = id
    const domainId = domains[domain] ?? ''
    db.run(
      'insert into projects (id, name, domain_id, parent_id, description) values (?, ?, ?, ?, ?)',
      id,
      name,
      domainId,
      domainId,
      description,
    )
  }
  const roles = seedRoles(db)
  for (const account of [...seededAccounts, serviceAccount]) {
    const id = seedUser(db, account, domains[account.domain] ?? '')
    for (const pair of account.roles) {
      const [project = '', role = ''] = pair.split(':')
      grant(db, id, 'project', projects[project] ?? '', roles[role] ?? '')
    }
    if (account.name === 'admin') grant(db, id, 'system', 'system', roles.admin ?? '')
  }
  seedCatalog(db)
}

function seedRoles(db: LocalDatabase): Record<string, string> {
  const roles: Record<string, string> = {}
  for (const name of ['admin', 'member', 'reader', 'service']) {
    const id = newId()
    roles[name] = id
    const options = name === 'service' ? '{}' : '{"immutable":true}'
    db.run('insert into roles (id, name, options) values (?, ?, ?)', id, name, options)
  }
  for (const [prior, implied] of [
    ['admin', 'member'],
    ['member', 'reader'],
  ] as const) {
    db.run(
      'insert into implied_roles (prior_id, implied_id) values (?, ?)',
      roles[prior] ?? '',
      roles[implied] ?? '',
    )
  }
  return roles
}

function seedUser(db: LocalDatabase, account: SeedAccount, domainId: string): string {
  const id = newId()
  db.run(
    `insert into users (id, name, domain_id, password_hash, password_expires_at, options)
     values (?, ?, ?, ?, ?, ?)`,
    id,
    account.name,
    domainId,
    hashPasswordNow(account.password),
    account.passwordExpiresAt ?? null,
    JSON.stringify(account.options ?? {}),
  )
  if (account.totpSecret) {
    db.run(
      "insert into credentials (id, type, blob, user_id) values (?, 'totp', ?, ?)",
      newId(),
      account.totpSecret,
      id,
    )
  }
  return id
}

function grant(db: LocalDatabase, userId: string, kind: string, id: string, role: string): void {
  db.run(
    `insert into assignments (actor_kind, actor_id, target_kind, target_id, role_id)
     values ('user', ?, ?, ?, ?)`,
    userId,
    kind,
    id,
    role,
  )
}

/** The services; their endpoints are made at the start, when the address is known. */
function seedCatalog(db: LocalDatabase): void {
  for (const [type, extra] of [
    ['identity', { name: 'keystone' }],
    ['image', { name: 'glance', description: 'OpenStack Image' }],
  ] as const) {
    db.run(
      'insert into services (id, type, extra) values (?, ?, ?)',
      newId(),
      type,
      JSON.stringify(extra),
    )
  }
}
