'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { QueryError } from '@/components/feedback/query-error'
import { CheckboxField } from '@/components/form/checkbox-field'
import { ComboboxField } from '@/components/form/combobox-field'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { volumeImageCommand } from '@/lib/commands/service-calls'
import { paths } from '@/lib/paths'
import { volumeImageMutation, volumesQuery } from '@/lib/queries/sources'

// What Cinder writes. Source: cinder/image/image_utils.py (VALID_DISK_FORMATS)
const formats = ['qcow2', 'raw', 'vmdk', 'vdi', 'vhd', 'vhdx', 'ploop']

const schema = z.object({
  volume: z.string().trim().min(1),
  name: z.string().trim().min(1).max(255),
  disk_format: z.string().min(1),
  force: z.boolean(),
})

/** An image of a volume's data, written by Cinder. */
export function VolumeForm({ scope }: { scope: string }) {
  const t = useTranslations()
  const router = useRouter()
  const { data, error, refetch, isFetching } = useQuery(volumesQuery(scope))
  const create = useMutation(volumeImageMutation(scope))
  const form = useZodForm(schema, {
    defaultValues: { volume: '', name: '', disk_format: 'qcow2', force: false },
  })
  const values = useValidValues(form.control, schema)
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  return (
    <Form
      form={form}
      layout="page"
      label={t('imports.volume.title')}
      submitLabel={t('imports.volume.submit')}
      submitError={create.error}
      loading={create.isPending || create.isSuccess}
      onSubmit={async ({ volume, name, disk_format, force }) => {
        const image = { image_name: name, disk_format, container_format: 'bare', force }
        const made = await create.mutateAsync({ volumeId: volume, image }).catch(() => undefined)
        if (made) router.push(paths.image(scope, made.image_id))
      }}
    >
      <p className="text-ink-soft">{t('imports.volume.lead')}</p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <ComboboxField
          control={form.control}
          name="volume"
          label={t('imports.volume.volume')}
          placeholder={t('imports.volume.choose')}
          searchPlaceholder={t('imports.volume.search')}
          emptyText={t('imports.volume.none')}
          customLabel={(id) => t('uploads.form.ownerCustom', { id })}
          loading={!data}
          choices={(data?.volumes ?? []).map(({ id, name, size, status }) => ({
            value: id,
            label: name || id,
            hint: `${size} GiB · ${status}`,
          }))}
        />
        <TextField control={form.control} name="name" label={t('uploads.form.name')} />
        <SelectField
          control={form.control}
          name="disk_format"
          label={t('uploads.form.diskFormat')}
          options={formats.map((value) => ({ value, label: value }))}
        />
      </div>
      <CheckboxField
        control={form.control}
        name="force"
        label={t('imports.volume.force')}
        hint={t('imports.volume.forceHint')}
      />
      <CommandDisclosure command={values && volumeImageCommand(values)} />
    </Form>
  )
}
