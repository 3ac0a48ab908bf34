'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { toastDone } from '@/components/feedback/toasts'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { useZodForm } from '@/components/form/use-zod-form'
import { SidePanel } from '@/components/ui/side-panel'
import { writePartMutation } from '@/lib/queries/metadefs'
import type { MetadefObject } from '@/lib/schemas/metadef'
import { withWords } from '@/lib/schemas/metadef-object-change'
import { writePartCommand } from './metadef-commands'

type Props = {
  scope: string
  namespace: string
  object: MetadefObject | undefined
  onClose: () => void
}

const wordsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  description: z.string().trim(),
})

/** Name and description of an object, new or there already. */
export function ObjectForm({ scope, namespace, object, onClose }: Props) {
  const t = useTranslations()
  const write = useMutation(writePartMutation(scope, namespace, useQueryClient()))
  const form = useZodForm(wordsSchema, {
    defaultValues: { name: object?.name ?? '', description: object?.description ?? '' },
  })
  const { control } = form
  const typed = wordsSchema.safeParse(useWatch({ control })).data
  return (
    <SidePanel
      open
      onOpenChange={onClose}
      title={
        object
          ? t('metadefs.object.editTitle', { name: object.name })
          : t('metadefs.object.createTitle')
      }
      closeLabel={t('kit.close')}
    >
      <Form
        form={form}
        submitError={write.error}
        loading={write.isPending}
        submitLabel={t(object ? 'metadefs.form.save' : 'metadefs.object.add')}
        onCancel={onClose}
        fieldOfCode={{ conflict: 'name' }}
        onSubmit={(words) =>
          write.mutate(
            { kind: 'objects', name: object?.name, body: withWords(object, words) },
            {
              onSuccess: () => {
                toastDone(t('metadefs.done.saved', { name: words.name }))
                onClose()
              },
            },
          )
        }
      >
        <TextField control={control} name="name" required label={t('metadefs.object.name')} />
        <TextareaField
          control={control}
          name="description"
          optional
          rows={3}
          label={t('metadefs.form.description')}
        />
        <CommandDisclosure
          command={
            typed && writePartCommand(namespace, 'objects', object?.name, withWords(object, typed))
          }
        />
      </Form>
    </SidePanel>
  )
}
