import type { Subject } from '@/lib/localcloud/policy'
import { httpError } from './http-error'
import { dumpJson } from './python-json'
import type { Answer, GlanceRequest, GlanceService, QuotaName } from './service'
import { quotaNames } from './service'

const mebibyte = 1024 * 1024

/** Statuses in which an image is being filled. */
const filling = "('saving', 'uploading', 'importing')"
const isCopying = `exists (select 1 from image_properties p where p.image_id = images.id
  and p.name = 'os_glance_importing_to_stores' and p.value <> '')`

/**
 * How each quota is counted; sizes in bytes.
 * Source: glance/db/sqlalchemy/api.py at 25.1.0, `_image_get_*_by_owner`.
 */
const counts: Record<QuotaName, string> = {
  image_size_total: `select coalesce(sum(size * (select count(*) from image_locations l
    where l.image_id = images.id)), 0) as used from images where owner = ?`,
  image_stage_total: `select coalesce(sum(size), 0) as used from images where owner = ?
    and (status in ('uploading', 'importing') or ${isCopying})`,
  image_count_total: 'select count(*) as used from images where owner = ?',
  image_count_uploading: `select count(*) as used from images where owner = ?
    and (status in ${filling} or ${isCopying})`,
}

function used(service: GlanceService, project: string | null, name: QuotaName): number {
  const row = service.db.get<{ used: number }>(counts[name], project)
  const amount = row?.used ?? 0
  return name.endsWith('_total') && name !== 'image_count_total'
    ? Math.floor(amount / mebibyte)
    : amount
}

/** Bytes of all images a project owns, each counted once per store. */
export function projectBytes(service: GlanceService, project: string | null): number {
  return service.db.get<{ used: number }>(counts.image_size_total, project)?.used ?? 0
}

/**
 * The sentence of a project over its limit, undefined when it is within.
 * @param delta what is about to be added: images, or MiB for sizes
 */
export function quotaExcess(
  service: GlanceService,
  project: string | null,
  name: QuotaName,
  delta: number,
): string | undefined {
  const { quotas } = service.options
  if (Object.keys(quotas).length === 0) return undefined
  const limit = quotas[name] ?? 0
  const current = used(service, project, name)
  if (current + delta <= limit) return undefined
  const resource = `Resource ${name} is over limit of ${limit} due to current usage ${current} and delta ${delta}`
  return `The request returned a 413 Request Entity Too Large. This generally means that rate limiting or a quota threshold was breached.\n\nThe response body:\nProject ${project} is over a limit for [${resource}]`
}

function enforceQuota(service: GlanceService, who: Subject, name: QuotaName, delta: number): void {
  const excess = quotaExcess(service, who.projectId, name, delta)
  if (excess) throw httpError(413, excess)
}

/** @throws HttpError 413 when the project may not have one more image */
export function enforceImageCount(service: GlanceService, who: Subject): void {
  enforceQuota(service, who, 'image_count_total', 1)
}

/** @throws HttpError 413 when the project's images take more than they may */
export function enforceImageSize(service: GlanceService, who: Subject): void {
  enforceQuota(service, who, 'image_size_total', 0)
}

/** @throws HttpError 413 when the project's staged data takes more than it may */
export function enforceStaging(service: GlanceService, who: Subject): void {
  enforceQuota(service, who, 'image_stage_total', 0)
}

/** @throws HttpError 413 when too many images of the project are being filled */
export function enforceUploading(service: GlanceService, who: Subject): void {
  enforceQuota(service, who, 'image_count_uploading', 0)
}

/** GET /v2/info/usage: empty unless quotas are set. */
export function showUsage(request: GlanceRequest): Answer {
  const { service, subject } = request
  const { quotas } = service.options
  const names = Object.keys(quotas).length === 0 ? [] : quotaNames
  const usage = Object.fromEntries(
    names.map((name) => [
      name,
      { usage: used(service, subject.projectId, name), limit: quotas[name] ?? 0 },
    ]),
  )
  return { status: 200, body: dumpJson({ usage }) }
}
