import type { ImageListParams } from '@/lib/schemas/image-list'

/** One thing the list is narrowed by: which parameter, and which of its values. */
export type ActiveFilter = { key: FilterKey; value: string }
export type FilterKey = Exclude<keyof ImageListParams, 'q' | 'sort' | 'dir'>

const notFilters = new Set(['q', 'sort', 'dir'])

/** The filters of an address, one a value, in the order of the schema. */
export function activeFilters(params: ImageListParams): ActiveFilter[] {
  return Object.entries(params).flatMap(([key, value]) => {
    if (value === null || notFilters.has(key)) return []
    const values = Array.isArray(value) ? value : [value]
    return values.map((one) => ({ key: key as FilterKey, value: textOf(one) }))
  })
}

/** The change that takes one filter away and leaves its neighbours. */
export function withoutFilter(
  params: ImageListParams,
  { key, value }: ActiveFilter,
): Partial<ImageListParams> {
  const current: unknown = params[key]
  if (!Array.isArray(current)) return { [key]: null }
  const rest = current.filter((one) => textOf(one) !== value)
  return { [key]: rest.length > 0 ? rest : null }
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
