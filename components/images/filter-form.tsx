'use client'

import { useTranslations } from 'next-intl'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import type { ImageListParams } from '@/lib/schemas/image-list'
import {
  anyChoice,
  type FilterValues,
  filterValuesSchema,
  paramsOfValues,
  valuesOfParams,
} from './filter-values'

type FormProps = {
  params: ImageListParams
  containerFormats: readonly string[]
  onApply: (change: Partial<ImageListParams>) => void
}

/** The fields of the further filters. */
export function FilterForm({ params, containerFormats, onApply }: FormProps) {
  const t = useTranslations()
  const form = useZodForm(filterValuesSchema, { defaultValues: valuesOfParams(params) })
  const any = { value: anyChoice, label: t('images.filters.any') }
  const yesNo = [
    any,
    { value: 'true', label: t('images.filters.yes') },
    { value: 'false', label: t('images.filters.no') },
  ]
  const hidden = [
    { value: anyChoice, label: t('images.filters.no') },
    { value: 'true', label: t('images.filters.hiddenOnly') },
  ]
  const shares = (['accepted', 'pending', 'rejected', 'all'] as const).map((value) => ({
    value,
    label: t(`images.filters.${value}`),
  }))
  const bind = (name: keyof FilterValues) => ({
    control: form.control,
    name,
    label: t(`images.filters.${name}`),
  })
  const size = { inputMode: 'decimal', trailing: t('images.filters.sizeUnit') } as const
  const time = { type: 'datetime-local' } as const
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => onApply(paramsOfValues(values)))}
      className="grid items-start gap-3 sm:grid-cols-2"
    >
      <TextField {...bind('name')} />
      <TextField {...bind('owner')} mono />
      <TextField {...bind('tag')} hint={t('images.filters.tagHint')} />
      <TextField {...bind('property')} hint={t('images.filters.propertyHint')} />
      <TextField {...bind('size_min')} {...size} />
      <TextField {...bind('size_max')} {...size} />
      <TextField {...bind('created_from')} {...time} />
      <TextField {...bind('created_to')} {...time} />
      <TextField {...bind('updated_from')} {...time} />
      <TextField {...bind('updated_to')} {...time} />
      <SelectField
        {...bind('container_format')}
        options={[any, ...containerFormats.map((value) => ({ value, label: value }))]}
      />
      <SelectField {...bind('protected')} options={yesNo} />
      <SelectField {...bind('os_hidden')} options={hidden} />
      <SelectField {...bind('member_status')} options={[any, ...shares]} />
      <TextField {...bind('hash')} className="sm:col-span-2" spellCheck={false} mono />
      <div className="flex justify-end sm:col-span-2">
        <Button type="submit" variant="primary">
          {t('images.filters.apply')}
        </Button>
      </div>
    </form>
  )
}
