import { type ImageListParams, sortOf } from './image-list'

type Pairs = Array<readonly [key: string, value: string]>

/**
 * Turns list parameters into Glance's query, without `limit` and `marker`.
 *
 * Rules copied from Glance 25.1.0, glance/api/v2/images.py and glance/db/sqlalchemy/api.py:
 * `in:` works for name, id, status and the two formats only; a value with a comma needs quotes
 * there; a name holding a colon must be sent as `eq:`; repeated `tag` means all of them; time
 * filters take an operator before an ISO time without milliseconds; an unknown key is taken for a
 * custom property and one that ends in `_min` or `_max` crashes, so only known keys pass.
 */
export function upstreamQuery(params: ImageListParams): Pairs {
  const pairs: Pairs = []
  const add = (key: string, value: string | number | boolean | null) => {
    if (value !== null && value !== '') pairs.push([key, String(value)])
  }
  add('name', params.name === null ? null : exactText(params.name))
  add('id', anyOf(params.id))
  add('status', anyOf(params.status))
  add('visibility', params.visibility)
  add('owner', params.owner)
  for (const [key, value] of hashFilter(params.hash)) add(key, value)
  add('disk_format', anyOf(params.disk_format))
  add('container_format', anyOf(params.container_format))
  add('size_min', params.size_min)
  add('size_max', params.size_max)
  for (const tag of params.tag ?? []) add('tag', tag)
  add('protected', params.protected)
  add('os_hidden', params.os_hidden)
  add('member_status', params.member_status)
  for (const [key, operator, time] of timeFilters(params))
    add(key, `${operator}:${glanceTime(time)}`)
  for (const [key, value] of (params.property ?? []).map(splitProperty))
    if (isPropertyFilter(key)) add(key, value)
  const { id, desc } = sortOf(params)
  add('sort', `${id}:${desc ? 'desc' : 'asc'}`)
  return pairs
}

// Glance keeps the MD5 under another name than the digest that took its place.
function hashFilter(hash: string | null): Pairs {
  const digits = hash?.trim().toLowerCase() ?? ''
  if (digits === '') return []
  return [[digits.length === 32 ? 'checksum' : 'os_hash_value', digits]]
}

function timeFilters(params: ImageListParams) {
  const all = [
    ['created_at', 'gte', params.created_from],
    ['created_at', 'lte', params.created_to],
    ['updated_at', 'gte', params.updated_from],
    ['updated_at', 'lte', params.updated_to],
  ] as const
  return all.flatMap(([key, operator, time]) => (time ? [[key, operator, time] as const] : []))
}

function exactText(value: string): string {
  return value.includes(':') ? `eq:${value}` : value
}

function anyOf(values: readonly string[] | null): string | null {
  if (!values || values.length === 0) return null
  return `in:${values.map((value) => (value.includes(',') ? `"${value}"` : value)).join(',')}`
}

function glanceTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

function splitProperty(pair: string): [key: string, value: string] {
  const colon = pair.indexOf(':')
  return colon < 0 ? [pair, ''] : [pair.slice(0, colon), pair.slice(colon + 1)]
}

const reserved = new Set([
  'limit',
  'marker',
  'sort',
  'sort_key',
  'sort_dir',
  'member_status',
  'visibility',
  'tag',
  'changes-since',
])

/** A key that Glance would take for a custom property and survive. */
export function isPropertyFilter(key: string): boolean {
  return key !== '' && !reserved.has(key) && !/_(min|max)$/.test(key)
}
