'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { toastDone } from '@/components/feedback/toasts'
import { CheckboxField } from '@/components/form/checkbox-field'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { useZodForm } from '@/components/form/use-zod-form'
import { SidePanel } from '@/components/ui/side-panel'
import { createNamespaceMutation, setNamespaceMutation } from '@/lib/queries/metadefs'
import type { Namespace } from '@/lib/schemas/metadef'
import { namespaceBodySchema, namespaceVisibilities } from '@/lib/schemas/metadef-body'
import { namespaceBodyOf } from '@/lib/schemas/metadef-file'
import { createCommand, setCommand } from './metadef-commands'

type Props = {
  scope: string
  /** The namespace to change; without it a new one is made. */
  namespace?: Namespace
  onClose: () => void
  onSaved?: (namespace: string) => void
}

const fresh = {
  namespace: '',
  display_name: '',
  description: '',
  visibility: 'private' as const,
  protected: false,
}

/** The fields of a namespace, new or there already. */
export function NamespaceForm({ scope, namespace, onClose, onSaved }: Props) {
  const t = useTranslations()
  const client = useQueryClient()
  const create = useMutation(createNamespaceMutation(scope, client))
  const change = useMutation(setNamespaceMutation(scope, client))
  const form = useZodForm(namespaceBodySchema, {
    defaultValues: namespace ? { ...fresh, ...namespaceBodyOf(namespace) } : fresh,
  })
  const typed = namespaceBodySchema.safeParse(useWatch({ control: form.control })).data
  const { control } = form
  const isNew = namespace === undefined
  const body = typed && namespaceBodyOf(typed)
  const command = body && (isNew ? createCommand(body) : setCommand(body))
  return (
    <SidePanel
      open
      onOpenChange={onClose}
      title={t(isNew ? 'metadefs.namespace.createTitle' : 'metadefs.namespace.editTitle')}
      closeLabel={t('kit.close')}
    >
      <Form
        form={form}
        onSubmit={(values) => {
          const sent = namespaceBodyOf(values)
          const options = {
            onSuccess: () => {
              toastDone(t('metadefs.done.saved', { name: sent.namespace }))
              onClose()
              onSaved?.(sent.namespace)
            },
          }
          if (isNew) create.mutate(sent, options)
          else change.mutate(sent, options)
        }}
        submitError={isNew ? create.error : change.error}
        loading={create.isPending || change.isPending}
        submitLabel={t(isNew ? 'metadefs.namespace.create' : 'metadefs.form.save')}
        onCancel={onClose}
        fieldOfCode={{ conflict: 'namespace' }}
      >
        <TextField
          control={control}
          name="namespace"
          mono
          required
          readOnly={!isNew}
          label={t('metadefs.namespace.name')}
          hint={t(isNew ? 'metadefs.namespace.nameHint' : 'metadefs.namespace.nameFixed')}
          spellCheck={false}
        />
        <TextField
          control={control}
          name="display_name"
          optional
          label={t('metadefs.namespace.displayName')}
        />
        <TextareaField
          control={control}
          name="description"
          optional
          rows={3}
          label={t('metadefs.form.description')}
        />
        <SelectField
          control={control}
          name="visibility"
          label={t('metadefs.visibility.label')}
          hint={t('metadefs.visibility.hint')}
          options={namespaceVisibilities.map((value) => ({
            value,
            label: t(`metadefs.visibility.${value}`),
          }))}
        />
        <CheckboxField
          control={control}
          name="protected"
          label={t('metadefs.namespace.protected')}
          hint={t('metadefs.namespace.protectedHint')}
        />
        <CommandDisclosure command={command} />
      </Form>
    </SidePanel>
  )
}
