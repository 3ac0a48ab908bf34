'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { MenuCheckboxItem } from '@/components/ui/menu-item'
import { SearchInput } from '@/components/ui/search-input'
import { imageFormatsQuery } from '@/lib/queries/images'
import { visibilities } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'
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
  const formats = useQuery(imageFormatsQuery(scope))
  return (
    <div className="flex flex-col gap-2">
      <search className="flex flex-wrap items-center gap-2">
        <NameSearch
          value={params.q ?? ''}
          onChange={(q) => setParams({ q: q === '' ? null : q })}
        />
        <ChoiceMenu
          label={t('images.filters.status')}
          options={listedStatuses.map((value) => ({ value, label: t(`kit.status.${value}`) }))}
          chosen={params.status ?? []}
          onChange={(status) => setParams({ status })}
        />
        <ChoiceMenu
          label={t('images.filters.visibility')}
          options={[...visibilities, 'all' as const].map((value) => ({
            value,
            label: t(`images.visibility.${value}`),
          }))}
          chosen={params.visibility ? [params.visibility] : []}
          // Glance takes a single visibility, so the last one chosen replaces the one before.
          onChange={(all) => setParams({ visibility: all?.at(-1) ?? null })}
        />
        <ChoiceMenu
          label={t('images.filters.disk_format')}
          options={(formats.data?.disk_format ?? usualFormats).map((value) => ({
            value,
            label: value,
          }))}
          chosen={params.disk_format ?? []}
          onChange={(disk_format) => setParams({ disk_format })}
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

const typingPause = 250

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

type ChoiceMenuProps<Value extends string> = {
  label: string
  options: ReadonlyArray<{ value: Value; label: string }>
  chosen: readonly Value[]
  onChange: (chosen: Value[] | null) => void
}

function ChoiceMenu<Value extends string>({
  label,
  options,
  chosen,
  onChange,
}: ChoiceMenuProps<Value>) {
  const toggle = (value: Value, isOn: boolean) => {
    const next = isOn ? [...chosen, value] : chosen.filter((one) => one !== value)
    onChange(next.length > 0 ? next : null)
  }
  return (
    <Menu
      align="start"
      trigger={
        <Button>
          {label}
          {chosen.length > 0 && <span className="text-accent tabular-nums">{chosen.length}</span>}
          <ChevronDown aria-hidden className="text-ink-muted" />
        </Button>
      }
    >
      {options.map(({ value, label: name }) => (
        <MenuCheckboxItem
          key={value}
          keepOpen
          checked={chosen.includes(value)}
          onCheckedChange={(isOn) => toggle(value, isOn)}
        >
          {name}
        </MenuCheckboxItem>
      ))}
    </Menu>
  )
}
