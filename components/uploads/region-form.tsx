'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { importCommandOf } from '@/lib/commands/import-command'
import { paths } from '@/lib/paths'
import { createByImportMutation } from '@/lib/queries/imports'
import type { ImportImage } from '@/lib/schemas/import'
import { useNewImageHints } from './new-image-context'
import { RecordFields } from './record-fields'
import { emptyRecordValues, recordValuesSchema, toRecord } from './record-values'

const sourceSchema = z.object({
  region: z.string().min(1),
  imageId: z
    .string()
    .trim()
    .pipe(z.uuid({ error: 'uploads.form.badId' })),
})

/** An image whose data Glance fetches from an image in another region of the same cloud. */
export function RegionForm({ scope }: { scope: string }) {
  const t = useTranslations()
  const router = useRouter()
  const { otherRegions } = useNewImageHints()
  const source = useZodForm(sourceSchema, {
    defaultValues: { region: otherRegions[0] ?? '', imageId: '' },
  })
  const form = useZodForm(recordValuesSchema, { defaultValues: emptyRecordValues })
  const create = useMutation(createByImportMutation(scope, useQueryClient()))
  const record = useValidValues(form.control, recordValuesSchema)
  const from = useValidValues(source.control, sourceSchema)
  return (
    <Form
      form={form}
      layout="page"
      label={t('imports.region.title')}
      submitLabel={t('imports.url.submit')}
      submitError={create.error}
      loading={create.isPending || create.isSuccess}
      onSubmit={(record) =>
        source.handleSubmit(async (values) => {
          const image = await create
            .mutateAsync({ record: toRecord(record), request: toRequest(values) })
            .catch(() => undefined)
          if (image) router.push(paths.image(scope, image.id))
        })()
      }
    >
      <p className="text-ink-soft">{t('imports.region.lead')}</p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          control={source.control}
          name="region"
          label={t('imports.region.region')}
          options={otherRegions.map((value) => ({ value, label: value }))}
        />
        <TextField
          control={source.control}
          name="imageId"
          label={t('imports.region.image')}
          hint={t('imports.region.imageHint')}
          spellCheck={false}
          mono
        />
      </div>
      <RecordFields scope={scope} control={form.control} />
      <CommandDisclosure
        command={
          record &&
          from && {
            kind: 'create',
            record: toRecord(record),
            import: importCommandOf(toRequest(from)),
          }
        }
      />
    </Form>
  )
}

function toRequest({ region, imageId }: z.infer<typeof sourceSchema>): ImportImage {
  const image = { glance_region: region, glance_image_id: imageId }
  return { method: { name: 'glance-download', ...image } }
}
