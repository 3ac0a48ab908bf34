import { paths } from '@/lib/paths'
import {
  type ImageListParams,
  loadImageListParams,
  serializeImageListParams,
} from '@/lib/schemas/image-list'
import type { imageStatuses, visibilities } from '@/lib/schemas/image-states'
import {
  type AgeBracket,
  ageBrackets,
  type ReviewListParams,
  type ReviewParams,
  type ReviewQueue,
  serializeReviewListParams,
} from '@/lib/schemas/review'

const hour = 3600_000
const day = 24 * hour
const gibibyte = 1024 ** 3

/** What the desk's figures are counted by. */
export type Dimension =
  | 'status'
  | 'visibility'
  | 'disk_format'
  | 'project'
  | 'age'
  | 'month'
  | 'store'

type Filters = Partial<ImageListParams>

const list = (scope: string, filters: Filters) =>
  serializeImageListParams(paths.images(scope), filters)

/**
 * The image list that a figure counts; nothing where Glance has no such filter (an unset format or
 * owner).
 *
 * @param madeAt When the figures were made (ISO): ages count from there.
 * @param isHidden The hidden images of the figure instead of the others; Glance lists one or the other.
 */
export function figureLink(
  scope: string,
  dimension: Dimension,
  key: string,
  madeAt: string,
  isHidden: boolean,
): string | undefined {
  if (key === '') return undefined
  if (dimension === 'store')
    return serializeReviewListParams(paths.reviewList(scope, 'in-store'), { store: key })
  const filters = filtersOf(dimension, key, madeAt)
  return (
    filters &&
    list(scope, { visibility: 'all', ...filters, ...(isHidden ? { os_hidden: true } : {}) })
  )
}

function filtersOf(
  dimension: Exclude<Dimension, 'store'>,
  key: string,
  madeAt: string,
): Filters | undefined {
  switch (dimension) {
    case 'status':
      return { status: [key as (typeof imageStatuses)[number]] }
    case 'visibility':
      return { visibility: key as (typeof visibilities)[number] }
    case 'disk_format':
      return { disk_format: [key] }
    case 'project':
      return { owner: key }
    case 'month':
      return monthOf(key)
    case 'age':
      return ageOf(key as AgeBracket, Date.parse(madeAt))
  }
}

function monthOf(key: string): Filters | undefined {
  const from = new Date(`${key}-01T00:00:00Z`)
  if (Number.isNaN(from.getTime())) return undefined
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1) - 1000)
  return { created_from: from, created_to: to }
}

const edges: Record<AgeBracket, number> = {
  week: 7,
  month: 30,
  quarter: 90,
  year: 365,
  twoYears: 730,
  older: Number.POSITIVE_INFINITY,
}

// A bracket goes from its lower edge up to, but without, the next one; Glance's filters take both.
function ageOf(key: AgeBracket, now: number): Filters {
  const at = ageBrackets.indexOf(key)
  const before = ageBrackets[at - 1]
  return {
    ...(key === 'older' ? {} : { created_from: new Date(now - edges[key] * day + 1000) }),
    ...(before ? { created_to: new Date(now - edges[before] * day) } : {}),
  }
}

/** A queue's own page, with the thresholds in its address. */
export function queueLink(scope: string, queue: ReviewQueue, params: ReviewParams): string {
  return serializeReviewListParams(paths.reviewList(scope, queue), params)
}

/**
 * The image list's filters of a queue, for queues that Glance can filter by; without the hidden
 * images, save for the queue of hidden ones.
 */
export function queueFilters(
  queue: string,
  params: ReviewListParams,
  now: number,
): ImageListParams | undefined {
  const ago = (span: number) => new Date(now - span)
  switch (queue) {
    case 'stuck':
      return asked({
        visibility: 'all',
        status: ['saving', 'uploading', 'importing'],
        updated_to: ago(params.stuck * hour),
      })
    case 'queued':
      return asked({
        visibility: 'all',
        status: ['queued'],
        created_to: ago(params.queued * day),
      })
    case 'deactivated':
      return asked({ visibility: 'all', status: ['deactivated'] })
    case 'large-old':
      return asked({
        visibility: 'all',
        size_min: params.large * gibibyte,
        created_to: ago(params.old * day),
      })
    case 'hidden':
      return asked({ visibility: 'all', os_hidden: true })
  }
}

function asked(filters: Filters): ImageListParams {
  return { ...loadImageListParams(new URLSearchParams()), ...filters }
}
