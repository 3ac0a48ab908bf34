'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ErrorNote } from '@/components/feedback/error-note'
import { SelectField } from '@/components/form/select-field'
import { refusalOf } from '@/lib/image-rules'
import { imageFormatsQuery } from '@/lib/queries/images'
import { EditPart } from './edit-part'
import type { EditFieldsProps } from './use-image-edit'

/** Disk and container format, from the cloud's own list; fixed once the image has data. */
export function EditFormats({ scope, image, actor, edit }: EditFieldsProps) {
  const t = useTranslations()
  const isFixed = refusalOf('setFormats', image, actor) === 'formatsFixed'
  const formats = useQuery({ ...imageFormatsQuery(scope), enabled: !isFixed })
  const optionsOf = (known: readonly string[] | undefined, current: string | null) =>
    [...new Set([...(known ?? []), ...(current ? [current] : [])])].map((value) => ({
      value,
      label: value,
    }))
  const shared = {
    control: edit.form.control,
    disabled: isFixed,
    placeholder: t('image.edit.notSet'),
  }
  return (
    <EditPart title={t('image.edit.formats')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...shared}
          name="disk_format"
          label={t('image.edit.diskFormat')}
          options={optionsOf(formats.data?.disk_format, image.disk_format)}
        />
        <SelectField
          {...shared}
          name="container_format"
          label={t('image.edit.containerFormat')}
          options={optionsOf(formats.data?.container_format, image.container_format)}
        />
      </div>
      {formats.error && <ErrorNote role="note" error={formats.error} />}
      {isFixed && <p className="text-ink-muted text-sm">{t('image.edit.formatsFixed')}</p>}
    </EditPart>
  )
}
