'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type Control, useFieldArray } from 'react-hook-form'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { RecordValues } from './record-values'

type Props = { control: Control<RecordValues, unknown, RecordValues> }

/** What system the image holds. */
export function SystemFields({ control, isGuessed }: Props & { isGuessed?: boolean | undefined }) {
  const t = useTranslations()
  const placeholder = t('uploads.form.notSet')
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">
        {t('uploads.form.system')}
        {isGuessed && (
          <span className="ms-2 font-normal text-ink-muted">{t('uploads.form.guessed')}</span>
        )}
      </legend>
      <div className="grid gap-4 sm:grid-cols-4">
        <TextField
          control={control}
          name="os_type"
          label={t('uploads.form.osType')}
          placeholder={placeholder}
        />
        <TextField
          control={control}
          name="os_distro"
          label={t('uploads.form.osDistro')}
          placeholder={placeholder}
        />
        <TextField
          control={control}
          name="os_version"
          label={t('uploads.form.osVersion')}
          placeholder={placeholder}
        />
        <TextField
          control={control}
          name="architecture"
          label={t('uploads.form.architecture')}
          placeholder={placeholder}
        />
      </div>
    </fieldset>
  )
}

/** Custom properties, a line each. */
export function PropertyRows({ control }: Props) {
  const t = useTranslations()
  const { fields, append, remove } = useFieldArray({ control, name: 'properties' })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t('uploads.form.properties')}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
          <TextField
            control={control}
            name={`properties.${index}.key`}
            label={t('uploads.form.propertyName')}
            mono
            autoFocus
          />
          <TextField
            control={control}
            name={`properties.${index}.value`}
            label={t('uploads.form.propertyValue')}
            mono
          />
          <IconButton
            label={t('kit.form.removeEntry', { number: index + 1 })}
            onClick={() => remove(index)}
            className="mt-6"
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        className="self-start"
        onClick={() => append({ key: '', value: '' }, { shouldFocus: true })}
      >
        {t('properties.add')}
      </Button>
    </fieldset>
  )
}
