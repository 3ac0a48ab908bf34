'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type Control, useWatch } from 'react-hook-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { NumberField } from '@/components/form/number-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Disclosure } from '@/components/ui/disclosure'
import { imageFormatsQuery } from '@/lib/queries/images'
import { visibilities } from '@/lib/schemas/image-states'
import { RecordExtras } from './record-extras'
import { PropertyRows, SystemFields } from './record-properties'
import type { RecordValues } from './record-values'

type RecordFieldsProps = {
  scope: string
  control: Control<RecordValues, unknown, RecordValues>
  /** The system's fields were filled from the file's name. */
  isGuessed?: boolean
  startsOpen?: boolean
}

// Shown until the cloud has told its own; the ones that every Glance takes.
const usualFormats = {
  disk_format: ['qcow2', 'raw', 'iso', 'vmdk', 'vhd', 'vhdx', 'vdi'],
  container_format: ['bare', 'ova'],
}

/** The fields of a new image record. */
export function RecordFields({ scope, control, isGuessed, startsOpen }: RecordFieldsProps) {
  const t = useTranslations()
  const { data: formats = usualFormats } = useQuery(imageFormatsQuery(scope))
  const [disk, container] = useWatch({ control, name: ['disk_format', 'container_format'] })
  // What the file itself calls for is shown even when this cloud does not list it.
  const options = (names: readonly string[], own: string) =>
    (own && !names.includes(own) ? [...names, own] : names).map((name) => ({
      value: name,
      label: name,
    }))
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-6">
        <TextField
          control={control}
          name="name"
          label={t('uploads.form.name')}
          className="sm:col-span-3"
        />
        <SelectField
          control={control}
          name="disk_format"
          label={t('uploads.form.diskFormat')}
          options={options(formats.disk_format, disk)}
          className="sm:col-span-1"
        />
        <SelectField
          control={control}
          name="container_format"
          label={t('uploads.form.containerFormat')}
          options={options(formats.container_format, container)}
          className="sm:col-span-1"
        />
        <SelectField
          control={control}
          name="visibility"
          label={t('uploads.form.visibility')}
          options={visibilities.map((value) => ({
            value,
            label: t(`kit.visibility.${value}`),
            hint: t(`uploads.form.visibilityHint.${value}`),
          }))}
          className="sm:col-span-1"
        />
      </div>
      <Disclosure
        defaultOpen={startsOpen}
        summary={
          <>
            {t('uploads.form.more')}
            <Filled control={control} />
          </>
        }
      >
        <div className="flex flex-col gap-5">
          <div className="grid items-start gap-4 sm:grid-cols-6">
            <NumberField
              control={control}
              name="min_disk"
              label={t('uploads.form.minDisk')}
              unit="GiB"
            />
            <NumberField
              control={control}
              name="min_ram"
              label={t('uploads.form.minRam')}
              unit="MiB"
            />
            <TextField
              control={control}
              name="tags"
              label={t('uploads.form.tags')}
              hint={t('uploads.form.tagsHint')}
              className="sm:col-span-4"
            />
          </div>
          <SystemFields control={control} isGuessed={isGuessed} />
          <PropertyRows control={control} />
          <div className="flex flex-wrap gap-x-8 gap-y-3">
            <CheckboxField control={control} name="protected" label={t('uploads.form.protected')} />
            <CheckboxField control={control} name="os_hidden" label={t('uploads.form.hidden')} />
          </div>
        </div>
      </Disclosure>
      <Disclosure summary={t('uploads.form.extras')}>
        <RecordExtras control={control} />
      </Disclosure>
    </>
  )
}

// What the closed part holds already, so that nothing guessed is sent unseen.
function Filled({ control }: Pick<RecordFieldsProps, 'control'>) {
  const t = useTranslations()
  const [disk, distro, version, architecture] = useWatch({
    control,
    name: ['min_disk', 'os_distro', 'os_version', 'architecture'],
  })
  const parts = [
    disk ? t('uploads.form.filled', { size: `${disk} GiB` }) : '',
    [distro, version].filter(Boolean).join(' '),
    architecture,
  ].filter(Boolean)
  return parts.length > 0 ? (
    <span className="truncate font-normal text-ink-muted">{parts.join(' · ')}</span>
  ) : null
}
