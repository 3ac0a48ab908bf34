'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type UseFormRegisterReturn, useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import type { ImageListParams } from '@/lib/schemas/image-list'
import { type FilterValues, paramsOfValues, valuesOfParams } from './filter-values'
import type { SetListParams } from './use-list-params'

type Props = {
  params: ImageListParams
  setParams: SetListParams
  containerFormats: readonly string[]
}

/** Every further filter that Glance understands. */
export function MoreFilters({ params, setParams, containerFormats }: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={t('images.filters.more')}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-[min(36rem,calc(100vw-2rem))]"
      trigger={<Button icon={<SlidersHorizontal aria-hidden />}>{t('images.filters.more')}</Button>}
    >
      <FilterForm
        params={params}
        containerFormats={containerFormats}
        onApply={(change) => {
          setParams(change)
          setOpen(false)
        }}
      />
    </Popover>
  )
}

type FormProps = {
  params: ImageListParams
  containerFormats: readonly string[]
  onApply: (change: Partial<ImageListParams>) => void
}

function FilterForm({ params, containerFormats, onApply }: FormProps) {
  const t = useTranslations()
  const { register, handleSubmit } = useForm<FilterValues>({
    defaultValues: valuesOfParams(params),
  })
  const any = { value: '', label: t('images.filters.any') }
  const yesNo = [
    any,
    { value: 'true', label: t('images.filters.yes') },
    { value: 'false', label: t('images.filters.no') },
  ]
  const shares = (['accepted', 'pending', 'rejected', 'all'] as const).map((value) => ({
    value,
    label: t(`images.filters.${value}`),
  }))
  return (
    <form
      onSubmit={handleSubmit((values) => onApply(paramsOfValues(values)))}
      className="grid gap-3 sm:grid-cols-2"
    >
      <Text label={t('images.filters.name')} field={register('name')} />
      <Text label={t('images.filters.owner')} field={register('owner')} />
      <Text
        label={t('images.filters.tag')}
        hint={t('images.filters.tagHint')}
        field={register('tag')}
      />
      <Text
        label={t('images.filters.property')}
        hint={t('images.filters.propertyHint')}
        field={register('property')}
      />
      <Text
        label={`${t('images.filters.size_min')} (${t('images.filters.sizeHint')})`}
        type="number"
        field={register('size_min')}
      />
      <Text
        label={`${t('images.filters.size_max')} (${t('images.filters.sizeHint')})`}
        type="number"
        field={register('size_max')}
      />
      <Text
        label={t('images.filters.created_from')}
        type="datetime-local"
        field={register('created_from')}
      />
      <Text
        label={t('images.filters.created_to')}
        type="datetime-local"
        field={register('created_to')}
      />
      <Text
        label={t('images.filters.updated_from')}
        type="datetime-local"
        field={register('updated_from')}
      />
      <Text
        label={t('images.filters.updated_to')}
        type="datetime-local"
        field={register('updated_to')}
      />
      <Choice
        label={t('images.filters.container_format')}
        options={[any, ...containerFormats.map((value) => ({ value, label: value }))]}
        field={register('container_format')}
      />
      <Choice label={t('images.filters.protected')} options={yesNo} field={register('protected')} />
      <Choice
        label={t('images.filters.os_hidden')}
        options={[
          { value: '', label: t('images.filters.no') },
          { value: 'true', label: t('images.filters.hiddenOnly') },
        ]}
        field={register('os_hidden')}
      />
      <Choice
        label={t('images.filters.member_status')}
        options={[any, ...shares]}
        field={register('member_status')}
      />
      <div className="flex justify-end sm:col-span-2">
        <Button type="submit" variant="primary">
          {t('images.filters.apply')}
        </Button>
      </div>
    </form>
  )
}

type TextProps = { label: string; hint?: string; type?: string; field: UseFormRegisterReturn }

function Text({ label, hint, type = 'text', field }: TextProps) {
  const hintId = `filter-${field.name}-hint`
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`filter-${field.name}`} className="font-medium text-ink-soft text-sm">
        {label}
      </label>
      <Input
        id={`filter-${field.name}`}
        type={type}
        min={type === 'number' ? 0 : undefined}
        step="any"
        aria-describedby={hint && hintId}
        {...field}
      />
      {hint && (
        <p id={hintId} className="text-ink-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = {
  label: string
  options: ReadonlyArray<{ value: string; label: string }>
  field: UseFormRegisterReturn
}

function Choice({ label, options, field }: ChoiceProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`filter-${field.name}`} className="font-medium text-ink-soft text-sm">
        {label}
      </label>
      <select
        id={`filter-${field.name}`}
        className="h-8 rounded-md border border-control bg-panel px-2"
        {...field}
      >
        {options.map(({ value, label: name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
