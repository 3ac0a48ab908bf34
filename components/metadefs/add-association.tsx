'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ErrorNote } from '@/components/feedback/error-note'
import { ComboboxField } from '@/components/form/combobox-field'
import { TextField } from '@/components/form/text-field'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { addAssociationMutation, resourceTypesQuery } from '@/lib/queries/metadefs'
import { associationBodySchema } from '@/lib/schemas/metadef-body'

const fresh = { name: '', prefix: '', properties_target: '' }

/** Associates the namespace with one more resource type. */
export function AddAssociation({ scope, namespace }: { scope: string; namespace: string }) {
  const t = useTranslations()
  const { data } = useQuery(resourceTypesQuery(scope))
  const add = useMutation(addAssociationMutation(scope, namespace, useQueryClient()))
  const form = useZodForm(associationBodySchema, { defaultValues: fresh })
  const { control } = form
  const submit = form.handleSubmit(({ name, prefix, properties_target }) =>
    add.mutate(
      {
        name,
        ...(prefix ? { prefix } : {}),
        ...(properties_target ? { properties_target } : {}),
      },
      { onSuccess: () => form.reset(fresh) },
    ),
  )
  return (
    <form
      noValidate
      aria-label={t('metadefs.association.add')}
      className="flex flex-col gap-3"
      onSubmit={(event) => void submit(event)}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        <ComboboxField
          control={control}
          name="name"
          mono
          label={t('metadefs.association.type')}
          choices={(data?.resource_types ?? []).map(({ name }) => ({ value: name, label: name }))}
          placeholder={t('metadefs.association.choose')}
          searchPlaceholder={t('metadefs.association.search')}
          emptyText={t('metadefs.association.noMatch')}
          customLabel={(name) => t('metadefs.association.custom', { name })}
        />
        <TextField
          control={control}
          name="prefix"
          mono
          optional
          label={t('metadefs.association.prefix')}
          hint={t('metadefs.association.prefixHint')}
        />
        <TextField
          control={control}
          name="properties_target"
          mono
          optional
          label={t('metadefs.association.target')}
          hint={t('metadefs.association.targetHint')}
        />
      </div>
      {add.error && <ErrorNote error={add.error} />}
      <Button
        type="submit"
        className="self-start"
        icon={<Plus aria-hidden />}
        loading={add.isPending}
      >
        {t('metadefs.association.add')}
      </Button>
    </form>
  )
}
