'use client'

import { X } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/lib/format'
import { hasFilter, type ImageListParams } from '@/lib/schemas/image-list'
import { type ActiveFilter, activeFilters, withoutFilter } from './active-filters'
import type { SetListParams } from './use-list-params'

type Props = { params: ImageListParams; setParams: SetListParams }

/** What narrows the list, each with a way to take it off again. */
export function FilterChips({ params, setParams }: Props) {
  const t = useTranslations()
  const wordsOf = useFilterWords()
  const filters = activeFilters(params)
  if (filters.length === 0) return null
  return (
    <ul className="flex flex-wrap items-center gap-1.5">
      {filters.map((filter) => {
        const words = wordsOf(filter)
        return (
          <li
            key={`${filter.key}=${filter.value}`}
            className="flex items-center rounded-full bg-sunken ps-2.5 text-sm"
          >
            <span className="max-w-64 truncate">{words}</span>
            <button
              type="button"
              className="ms-1 flex size-6 items-center justify-center rounded-full text-ink-muted hover:text-ink"
              aria-label={t('images.filters.remove', { name: words })}
              onClick={() => setParams(withoutFilter(params, filter))}
            >
              <X aria-hidden className="size-3.5" />
            </button>
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

function useFilterWords(): (filter: ActiveFilter) => string {
  const t = useTranslations()
  const format = useFormatter()
  const locale = useLocale()
  const wordOf = ({ key, value }: ActiveFilter) => {
    if (key === 'status') return t(`kit.status.${value as 'active'}`)
    if (key === 'visibility') return t(`images.visibility.${value as 'public'}`)
    if (key === 'member_status') return t(`images.filters.${value as 'accepted'}`)
    if (key === 'size_min' || key === 'size_max') return formatBytes(Number(value), locale)
    if (key.startsWith('created_') || key.startsWith('updated_'))
      return format.dateTime(new Date(value), { dateStyle: 'medium', timeStyle: 'short' })
    if (value === 'true' || value === 'false')
      return t(value === 'true' ? 'images.filters.yes' : 'images.filters.no')
    return value
  }
  return (filter) => `${t(`images.filters.${filter.key}`)}: ${wordOf(filter)}`
}
