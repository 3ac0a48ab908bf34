import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** An account of the seed; `project` is the one a test scopes to, empty for the one without any. */
export type Account = {
  domain: string
  name: string
  password: string
  project: string
  role: 'admin' | 'member' | 'reader' | ''
  /** Base32, for an account that must show a second factor. */
  totpSecret?: string
}

/**
 * What a cloud was started with, as far as a test's expectation depends on it. `policy` is Glance's:
 * `old` lets any role of a project write, `new` asks for member, and for admin where others suffer.
 */
export type Abilities = {
  policy: 'old' | 'new'
  cache: boolean
  locations: boolean
  propertyProtections: boolean
  quota: boolean
  secondRegion: boolean
  /** Addresses of a test's own file server that web-download may read from, any port. */
  webDownload: string[]
}

const accounts = {
  admin: account('admin', 'admin', 'admin'),
  alice: account('alice', 'demo', 'member'),
  alicePartner: account('alice', 'partner', 'member'),
  bob: account('bob', 'partner', 'member'),
  carol: account('carol', 'demo', 'reader'),
  noproject: account('noproject', '', ''),
  corpAlice: {
    domain: 'Corp',
    name: 'alice',
    password: 'corp-alice',
    project: 'research',
    role: 'member',
  },
  // The secret of RFC 6238's examples, ASCII 12345678901234567890.
  mfa: { ...account('mfa', 'demo', 'member'), totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
  // Signs in only after a change of its password, which ended in 2020.
  expired: account('expired', 'demo', 'member'),
} as const satisfies Record<string, Account>

/**
 * The cloud under test. `CLOUD=real|local` names its kind; where it answers is read when asked for,
 * because the global set-up may start it after this file was loaded.
 */
export const target = {
  name: process.env.CLOUD === 'real' ? ('real' as const) : ('local' as const),
  accounts,

  /** Keystone's v3 URL without a slash at the end. Throws when no cloud is known. */
  get keystoneUrl(): string {
    const url = process.env.VITRINE_KEYSTONE_URL ?? described()?.keystone_url
    if (!url) throw new Error('Set VITRINE_KEYSTONE_URL, or CLOUD_DIR to a folder made by up.sh')
    return url.replace(/\/$/, '')
  },

  get abilities(): Abilities {
    const options = described()?.options
    if (options) {
      return {
        policy: options.new_defaults ? 'new' : 'old',
        cache: options.cache,
        locations: options.locations,
        propertyProtections: options.property_protections,
        quota: options.quota !== null,
        secondRegion: options.second_region,
        webDownload: options.web_download?.hosts ?? [],
      }
    }
    return {
      policy: 'new',
      cache: target.name === 'local',
      locations: false,
      propertyProtections: false,
      quota: false,
      secondRegion: false,
      webDownload: [],
      ...(JSON.parse(process.env.VITRINE_CLOUD_ABILITIES ?? '{}') as Partial<Abilities>),
    }
  },
}

/** The part of a real cloud's cloud.json that tests read. */
type Description = {
  keystone_url: string
  options: {
    new_defaults: boolean
    cache: boolean
    locations: boolean
    property_protections: boolean
    quota: Record<string, number> | null
    second_region: boolean
    web_download: { hosts: string[] } | null
  }
}

function described(): Description | undefined {
  const dir = process.env.CLOUD_DIR
  if (!dir) return undefined
  const file = path.join(dir, 'cloud.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Description) : undefined
}

function account<Project extends string, Role extends Account['role']>(
  name: string,
  project: Project,
  role: Role,
) {
  return { domain: 'Default', name, password: name, project, role }
}
