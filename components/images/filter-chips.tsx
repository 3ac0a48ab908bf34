'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { formatBytes } from '@/lib/format'
import { hasFilter, type ImageListParams } from '@/lib/schemas/image-list'
import { type ActiveFilter, activeFilters, withoutFilter } from './active-filters'
import type { SetListParams } from './use-list-params'

type Props = { params: ImageListParams; setParams: SetListParams }

/** What narrows the list, each with a way to take it off again. */
export function FilterChips({ params, setParams }: Props) {
  const t = useTranslations()
  const valueWords = useValueWords()
  const filters = activeFilters(params)
  if (filters.length === 0) return null
  return (
    <ul className="flex flex-wrap items-center gap-1.5">
      {filters.map((filter) => {
        const label = t(`images.filters.${filter.key}`)
        const value = valueWords(filter)
        return (
          <li key={`${filter.key}=${filter.value}`} className="min-w-0">
            <Chip
              prefix={label}
              removeLabel={t('images.filters.remove', { name: `${label}: ${value}` })}
              onRemove={() => setParams(withoutFilter(params, filter))}
              className="max-w-80"
            >
              {value}
            </Chip>
          </li>
        )
      })}
      {hasFilter(params) && (
        <li>
          <Button size="xs" variant="ghost" onClick={() => setParams(null)}>
            {t('images.list.clearFilters')}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** What stands for a filter's value, in the reader's language. */
function useValueWords(): (filter: ActiveFilter) => string {
  const t = useTranslations()
  const format = useFormatter()
  const locale = useLocale()
  return ({ key, value }) => {
    if (key === 'status') return t(`kit.status.${value as 'active'}`)
    if (key === 'visibility' && value !== 'all') return t(`kit.visibility.${value as 'public'}`)
    if (key === 'visibility' || key === 'member_status')
      return t(`images.filters.${value as 'accepted'}`)
    if (key === 'size_min' || key === 'size_max') return formatBytes(Number(value), locale)
    if (key.startsWith('created_') || key.startsWith('updated_'))
      return format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short' })
    if (value === 'true' || value === 'false')
      return t(value === 'true' ? 'images.filters.yes' : 'images.filters.no')
    return value
  }
}
