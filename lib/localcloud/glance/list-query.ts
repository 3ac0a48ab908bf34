import { httpError } from './http-error'
import { parsePythonInt } from './python-text'
import type { Params } from './query-params'

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
export type SortDirection = 'asc' | 'desc'

/** A list request after its syntax was checked. `filters` holds what is left of the parameters. */
export type ListQuery = {
  filters: Map<string, string>
  visibility: string | undefined
  tags: string[]
  memberStatus: 'pending' | 'accepted' | 'rejected' | 'all'
  marker: string | undefined
  limit: number | undefined
  sort: SortKey[]
  directions: SortDirection[]
}

function sortKey(text: string): SortKey {
  const found = sortKeys.find((key) => key === text)
  if (found) return found
  throw httpError(
    400,
    `Invalid sort key: ${text}. It must be one of the following: ${sortKeys.join(', ')}.`,
  )
}

function sortDirection(text: string): SortDirection {
  if (text === 'asc' || text === 'desc') return text
  throw httpError(400, `Invalid sort direction: ${text}`)
}

/** `sort=name:asc,size` or any number of `sort_key` and `sort_dir`; never both. */
function sorting(params: Params): { sort: SortKey[]; directions: SortDirection[] } {
  const sort: SortKey[] = []
  const directions: SortDirection[] = []
  if (params.has('sort')) {
    if (params.has('sort_key') || params.has('sort_dir')) {
      throw httpError(400, 'Old and new sorting syntax cannot be combined')
    }
    for (const part of (params.pop('sort') ?? '').trim().split(',')) {
      const [key = '', ...rest] = part.split(':')
      sort.push(sortKey(key.trim()))
      directions.push(sortDirection((rest.join(':') || 'desc').trim()))
    }
    return { sort, directions }
  }
  while (params.has('sort_key')) sort.push(sortKey((params.pop('sort_key') ?? '').trim()))
  while (params.has('sort_dir'))
    directions.push(sortDirection((params.pop('sort_dir') ?? '').trim()))
  if (directions.length > 1 && directions.length !== sort.length) {
    throw httpError(400, 'Number of sort dirs does not match the number of sort keys')
  }
  return {
    sort: sort.length > 0 ? sort : ['created_at'],
    directions: directions.length > 0 ? directions : ['desc'],
  }
}

/**
 * Reads a `limit` parameter.
 * @throws HttpError 400
 */
export function parseLimit(text: string): number {
  const limit = parsePythonInt(text)
  if (limit === undefined) throw httpError(400, 'limit param must be an integer')
  if (limit < 0) throw httpError(400, 'limit param must be positive')
  return limit
}

/**
 * Checks the parameters of GET /v2/images in the order Glance does, so that the first complaint is
 * the same. Source: glance/api/v2/images.py at 25.1.0, `RequestDeserializer.index`.
 * @throws HttpError 400
 */
export function parseListQuery(query: Params): ListQuery {
  const params = query.copy()
  const limit = params.pop('limit')
  const marker = params.pop('marker')
  const memberStatus = params.pop('member_status') ?? 'accepted'
  const tags: string[] = []
  while (params.has('tag')) tags.push((params.pop('tag') ?? '').trim())
  const visibility = params.get('visibility')
  if (visibility && !['community', 'public', 'private', 'shared', 'all'].includes(visibility)) {
    throw httpError(400, `Invalid visibility value: ${visibility}`)
  }
  if (params.get('changes-since')) {
    throw httpError(400, 'The "changes-since" filter is no longer available on v2.')
  }
  const statuses = ['pending', 'accepted', 'rejected', 'all'] as const
  const status = statuses.find((candidate) => candidate === memberStatus)
  if (!status) throw httpError(400, `Invalid status: ${memberStatus}`)
  const limitNumber = limit === undefined ? undefined : parseLimit(limit)
  const { sort, directions } = sorting(params)
  // Of two visibilities the first chooses the scope and the other stays as a plain filter.
  const scope = params.pop('visibility')
  const filters = params.asMap()
  // A filter called `tags` is read letter by letter by the real service.
  const letters = tags.length === 0 ? [...(filters.get('tags') ?? '')] : []
  filters.delete('tags')
  return {
    filters,
    visibility: scope,
    tags: [...tags, ...letters],
    memberStatus: status,
    marker,
    limit: limitNumber,
    sort,
    directions,
  }
}
