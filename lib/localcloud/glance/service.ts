import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Blobs } from '@/lib/localcloud/blobs'
import type { LocalDatabase } from '@/lib/localcloud/db'
import type { FaultBoard } from '@/lib/localcloud/faults'
import type { PolicyMode, Subject } from '@/lib/localcloud/policy'
import type { PropertyRule } from './property-protection'
import type { Params } from './query-params'

/** One place for image data. `http` is read-only: its images live behind URLs of others. */
export type Store = { id: string; type: 'file' | 'http'; description?: string; isDefault: boolean }

/** Upper limits of the image service; the defaults are the real service's. */
export type ImageLimits = {
  /** Largest image in bytes. */
  imageSizeCap: number
  tags: number
  properties: number
  members: number
  locations: number
  /** Page size of a list without `limit`, and the largest that is given out. */
  listDefault: number
  listMax: number
  /** Bytes that all stores together may hold; undefined for as much as the disk takes. */
  storageBytes?: number
  /** Bytes one project may hold; undefined for no limit. */
  projectBytes?: number
}

export const quotaNames = [
  'image_size_total',
  'image_stage_total',
  'image_count_total',
  'image_count_uploading',
] as const
export type QuotaName = (typeof quotaNames)[number]

export type ImageOptions = {
  stores: readonly Store[]
  policy: PolicyMode
  /** Show and accept image locations (`--locations`). */
  locations: boolean
  imageCache: boolean
  /** HOST[:PORT] entries that web-download may fetch from although the filter would refuse them. */
  webDownloadAllow: readonly string[]
  limits: ImageLimits
  /** Limits per project; sizes in MiB. Empty: usage is not counted at all. */
  quotas: Partial<Record<QuotaName, number>>
  propertyRules: readonly PropertyRule[]
}

/** What every handler of the image service works with. */
export type GlanceService = {
  db: LocalDatabase
  blobs: Blobs
  options: ImageOptions
  faults: FaultBoard
  /** Looks a token up; undefined when it is unknown, expired or revoked. */
  authenticate: (token: string) => Subject | undefined
  /** Ends a token at once, for a fault. */
  expireToken: (token: string) => void
  /** Starts work that goes on after the answer; kept so that a shutdown can wait for it. */
  background: (work: Promise<void>) => void
}

export type GlanceRequest = {
  service: GlanceService
  subject: Subject
  requestId: string
  /** Ends the token of this request, for a fault. */
  expireToken: () => void
  method: string
  /** Path below the mount point, still encoded. */
  path: string
  /** Scheme, host, port and mount point without a slash at the end. */
  baseUrl: string
  params: Record<string, string>
  query: Params
  headers: IncomingMessage['headers']
  incoming: IncomingMessage
  outgoing: ServerResponse
}

/** `sent`: the handler has written the answer itself. */
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | { status: 'sent' }

export type Handler = (request: GlanceRequest) => Answer | Promise<Answer>
