'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { QueryError } from '@/components/feedback/query-error'
import { ComboboxField } from '@/components/form/combobox-field'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { useValidValues } from '@/components/form/use-valid-values'
import { useZodForm } from '@/components/form/use-zod-form'
import { serverImageCommand } from '@/lib/commands/service-calls'
import { paths } from '@/lib/paths'
import { serverImageMutation, serversQuery } from '@/lib/queries/sources'

const schema = z.object({
  server: z.string().trim().min(1),
  name: z.string().trim().min(1).max(255),
})

/** A snapshot of a server's disk, made by Nova. */
export function ServerForm({ scope }: { scope: string }) {
  const t = useTranslations()
  const router = useRouter()
  const { data, error, refetch, isFetching } = useQuery(serversQuery(scope))
  const create = useMutation(serverImageMutation(scope))
  const form = useZodForm(schema, { defaultValues: { server: '', name: '' } })
  const values = useValidValues(form.control, schema)
  if (error) return <QueryError error={error} onRetry={refetch} retrying={isFetching} />
  return (
    <Form
      form={form}
      layout="page"
      label={t('imports.server.title')}
      submitLabel={t('imports.server.submit')}
      submitError={create.error}
      loading={create.isPending || create.isSuccess}
      onSubmit={async ({ server, name }) => {
        const made = await create
          .mutateAsync({ serverId: server, image: { name } })
          .catch(() => undefined)
        if (made) router.push(paths.image(scope, made.image_id))
      }}
    >
      <p className="text-ink-soft">{t('imports.server.lead')}</p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <ComboboxField
          control={form.control}
          name="server"
          label={t('imports.server.server')}
          placeholder={t('imports.server.choose')}
          searchPlaceholder={t('imports.server.search')}
          emptyText={t('imports.server.none')}
          customLabel={(id) => t('uploads.form.ownerCustom', { id })}
          loading={!data}
          choices={(data?.servers ?? []).map(({ id, name, status }) => ({
            value: id,
            label: name || id,
            hint: status,
          }))}
        />
        <TextField control={form.control} name="name" label={t('uploads.form.name')} />
      </div>
      <CommandDisclosure command={values && serverImageCommand(values)} />
    </Form>
  )
}
