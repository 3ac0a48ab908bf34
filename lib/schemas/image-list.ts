import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { imageStatuses, visibilities } from './image-states'

/**
 * Glance's eight sort keys; any other is a 400.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/api/v2/images.py
 */
export const sortKeys = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
] as const
export type SortKey = (typeof sortKeys)[number]

const words = parseAsArrayOf(parseAsString)

/**
 * The one definition of what the list's address holds. The page, the browser's filter bar and the
 * API route all read it with these parsers; `upstreamQuery` turns it into Glance's query.
 */
export const imageListParsers = {
  /** Part of a name, in any case. Glance cannot search for it, so the server scans. */
  q: parseAsString,
  status: parseAsArrayOf(parseAsStringLiteral(imageStatuses)),
  visibility: parseAsStringLiteral([...visibilities, 'all'] as const),
  owner: parseAsString,
  disk_format: words,
  container_format: words,
  /** Bytes. */
  size_min: parseAsInteger,
  size_max: parseAsInteger,
  created_from: parseAsIsoDateTime,
  created_to: parseAsIsoDateTime,
  updated_from: parseAsIsoDateTime,
  updated_to: parseAsIsoDateTime,
  /** All of them must be on the image. */
  tag: words,
  protected: parseAsBoolean,
  os_hidden: parseAsBoolean,
  member_status: parseAsStringLiteral(['accepted', 'pending', 'rejected', 'all'] as const),
  /** Custom properties as `key:value`; exact. */
  property: words,
  /** MD5 checksum or digest of the data, in hexadecimal digits; exact. */
  hash: parseAsString,
  name: parseAsString,
  id: words,
  sort: parseAsStringLiteral(sortKeys),
  dir: parseAsStringLiteral(['asc', 'desc'] as const),
} as const

export type ImageListParams = inferParserType<typeof imageListParsers>

/** Reads list parameters from a page's `searchParams`, a URL or a `URLSearchParams`. */
export const loadImageListParams = createLoader(imageListParsers)

/** Writes list parameters as a query string, with the leading `?` unless it is empty. */
export const serializeImageListParams = createSerializer(imageListParsers)

/** Column and direction that Glance uses when nothing is asked for. */
const defaultSort = { sort: 'created_at', dir: 'desc' } as const

/** The order that a list's address means, whether it says so or leaves it to Glance. */
export function sortOf({ sort, dir }: Pick<ImageListParams, 'sort' | 'dir'>): {
  id: SortKey
  desc: boolean
} {
  if (sort === null) return { id: defaultSort.sort, desc: (dir ?? defaultSort.dir) === 'desc' }
  return { id: sort, desc: dir === 'desc' }
}

/** True when anything beyond the sort order is asked for. */
export function hasFilter(params: ImageListParams): boolean {
  return Object.entries(params).some(
    ([key, value]) => key !== 'sort' && key !== 'dir' && value !== null,
  )
}

const defaultPage = 100
const largestPage = 1000

/** Rows a page may have: what was asked for within Glance's own limit, else 100. */
export function imagePageLimit(asked: string | null): number {
  const rows = Number(asked)
  return Number.isInteger(rows) && rows > 0 ? Math.min(rows, largestPage) : defaultPage
}
