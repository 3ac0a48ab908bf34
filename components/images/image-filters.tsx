'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { MultiSelect } from '@/components/ui/multi-select'
import { SearchInput } from '@/components/ui/search-input'
import { imageFormatsQuery } from '@/lib/queries/images'
import type { ImageListParams } from '@/lib/schemas/image-list'
import { visibilities } from '@/lib/schemas/image-states'
import { FilterChips } from './filter-chips'
import { MoreFilters } from './more-filters'
import type { SetListParams } from './use-list-params'

type Props = { scope: string; params: ImageListParams; setParams: SetListParams }

// Statuses that Glance's list can hold; killed and deleted ones never appear in it.
const listedStatuses = [
  'active',
  'queued',
  'saving',
  'uploading',
  'importing',
  'deactivated',
] as const
const usualFormats = ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx', 'iso']

/** Search over names, the three filters people use most, and a box with the others. */
export function ImageFilters({ scope, params, setParams }: Props) {
  const t = useTranslations()
  const [isNear, setNear] = useState(false)
  // What the cloud takes is asked for when somebody comes near; nobody waits for it.
  const formats = useQuery({ ...imageFormatsQuery(scope), enabled: isNear })
  const approach = () => setNear(true)
  const search = {
    searchPlaceholder: t('images.filters.find'),
    emptyText: t('images.filters.noChoice'),
  }
  return (
    <div className="flex flex-col gap-2">
      <search
        onPointerEnter={approach}
        onFocus={approach}
        className="flex flex-wrap items-center gap-2"
      >
        <NameSearch
          value={params.q ?? ''}
          onChange={(q) => setParams({ q: q === '' ? null : q })}
        />
        <MultiSelect
          {...search}
          label={t('images.filters.status')}
          choices={listedStatuses.map((value) => ({ value, label: t(`kit.status.${value}`) }))}
          values={params.status ?? []}
          onValuesChange={(status) => setParams({ status: status.length > 0 ? status : null })}
        />
        <MultiSelect
          {...search}
          label={t('images.filters.visibility')}
          choices={[
            ...visibilities.map((value) => ({ value, label: t(`kit.visibility.${value}`) })),
            { value: 'all' as const, label: t('images.filters.all') },
          ]}
          values={params.visibility ? [params.visibility] : []}
          // Glance takes a single visibility, so the last one chosen replaces the one before.
          onValuesChange={(all) => setParams({ visibility: all.at(-1) ?? null })}
        />
        <MultiSelect
          {...search}
          label={t('images.filters.disk_format')}
          choices={(formats.data?.disk_format ?? usualFormats).map((value) => ({
            value,
            label: value,
          }))}
          values={params.disk_format ?? []}
          onValuesChange={(chosen) => setParams({ disk_format: chosen.length > 0 ? chosen : null })}
        />
        <MoreFilters
          params={params}
          setParams={setParams}
          containerFormats={formats.data?.container_format ?? []}
        />
      </search>
      <FilterChips params={params} setParams={setParams} />
    </div>
  )
}

const typingPause = 120

function NameSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations()
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const report = useRef(onChange)
  report.current = onChange

  // The back button changes the address under the box.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])

  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      report.current(text)
    }, typingPause)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <SearchInput
      id="image-search"
      className="w-64 max-sm:w-full"
      value={text}
      onValueChange={setText}
      aria-label={t('images.filters.search')}
      placeholder={t('images.filters.searchPlaceholder')}
      clearLabel={t('images.filters.clearSearch')}
    />
  )
}
