import type { HttpBindings } from '@hono/node-server'
import type { LocalDatabase } from './db'
import type { FaultBoard } from './faults'
import type { PropertyRule } from './glance/property-protection'
import type { QuotaName } from './glance/service'

/** How one embedded cloud is set up; `main.ts` fills it from the command line or from a test. */
export type CloudSettings = {
  /** Folder that holds everything: database, image files, staged files. */
  dir: string
  host: string
  /** The port really bound, also when 0 was asked for. */
  port: number
  /** Images to seed at first start; undefined means the demo set of about sixty. */
  images: number | undefined
  /** Life of a token in seconds, as Keystone's `[token] expiration`. */
  tokenSeconds: number
  /** Wrong passwords in a row before an account is locked; undefined means never. */
  lockout: number | undefined
  /** How long a locked account stays locked, in seconds. */
  lockoutSeconds: number
  /** `new` is what Glance enforces since 2023.1, `old` what it did before. */
  policy: 'new' | 'old'
  /** Whether image locations and the read-only http store are offered. */
  locations: boolean
  /** Hosts (`host` or `host:port`) that web-download may reach besides the public ones. */
  webDownloadAllow: string[]
  /** Largest image in bytes; undefined for Glance's usual limit. */
  sizeCap: number | undefined
  /** Limits of each project, sizes in MiB; without any, usage is not counted. */
  quotas: Partial<Record<QuotaName, number>>
  /** Who may use which properties; without any, all are free. */
  propertyRules: readonly PropertyRule[]
  /** Whether there is an image cache with its API. */
  cache: boolean
  /** Whether region RegionTwo stands in the catalogue, with a Glance of its own. */
  secondRegion: boolean
}

/** What every handler of both halves gets. */
export type LocalCloud = {
  db: LocalDatabase
  settings: CloudSettings
  faults: FaultBoard
}

/** Hono's environment in both halves: the raw Node request and response. */
export type CloudEnv = { Bindings: HttpBindings }
