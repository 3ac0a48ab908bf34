'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { Form } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { paths } from '@/lib/paths'
import { createImageMutation } from '@/lib/queries/images'
import { RecordFields } from './record-fields'
import { emptyRecordValues, type RecordValues, recordValuesSchema, toRecord } from './record-values'
import { useKeptValues } from './use-kept-values'

/** A queued record without data, on purpose. Leads to its page. */
export function EmptyRecordForm({ scope }: { scope: string }) {
  const t = useTranslations()
  const router = useRouter()
  const client = useQueryClient()
  const form = useZodForm(recordValuesSchema, { defaultValues: emptyRecordValues })
  const values = useWatch({ control: form.control }) as RecordValues
  const kept = useKeptValues(form, `${scope}:empty`)
  const create = useMutation(createImageMutation(scope, client))
  return (
    <Form
      form={form}
      layout="page"
      label={t('uploads.form.empty')}
      submitLabel={t('uploads.form.submitEmpty')}
      loading={create.isPending || create.isSuccess}
      submitError={create.error}
      onSubmit={async (values) => {
        const image = await create.mutateAsync(toRecord(values)).catch(() => undefined)
        if (!image) return
        kept.forget()
        router.push(paths.image(scope, image.id))
      }}
    >
      <p className="text-ink-soft">{t('uploads.form.emptyLead')}</p>
      <RecordFields scope={scope} control={form.control} />
      <CommandDisclosure command={{ kind: 'create', record: toRecord(values) }} />
    </Form>
  )
}
