'use client'

import { useTranslations } from 'next-intl'
import type { Control } from 'react-hook-form'
import { useWatch } from 'react-hook-form'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { CheckboxField } from '@/components/form/checkbox-field'
import { Form } from '@/components/form/form'
import { ListField } from '@/components/form/list-field'
import { NumberField } from '@/components/form/number-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { useZodForm } from '@/components/form/use-zod-form'
import { SidePanel } from '@/components/ui/side-panel'
import type { ImageCommand } from '@/lib/commands/command'
import { type Definition, definitionTypes } from '@/lib/schemas/metadef'
import {
  definitionFormOf,
  definitionFormSchema,
  limitsOfType,
  type DefinitionForm as Values,
} from '@/lib/schemas/metadef-form'

type Props = {
  /** The property to change; without it a new one is made. */
  edited: { name: string; definition: Definition; isRequired: boolean } | undefined
  /** Inside an object a property can be required. */
  isInObject: boolean
  onSave: (form: Values) => void
  error: Error | null
  loading: boolean
  commandOf: (form: Values) => ImageCommand
  onClose: () => void
}

/** What a property may hold: its words, its type and the limits that fit the type. */
export function DefinitionForm({
  edited,
  isInObject,
  onSave,
  error,
  loading,
  commandOf,
  onClose,
}: Props) {
  const t = useTranslations()
  const form = useZodForm(definitionFormSchema, {
    defaultValues: definitionFormOf(edited?.name, edited?.definition, edited?.isRequired),
  })
  const { control } = form
  const typed = useWatch({ control })
  const parsed = definitionFormSchema.safeParse(typed).data
  return (
    <SidePanel
      open
      onOpenChange={onClose}
      title={
        edited
          ? t('metadefs.property.editTitle', { name: edited.name })
          : t('metadefs.property.createTitle')
      }
      closeLabel={t('kit.close')}
    >
      <Form
        form={form}
        onSubmit={onSave}
        submitError={error}
        loading={loading}
        submitLabel={t(edited ? 'metadefs.form.save' : 'metadefs.property.add')}
        onCancel={onClose}
        fieldOfCode={{ conflict: 'name' }}
      >
        <TextField
          control={control}
          name="name"
          mono
          required
          label={t('metadefs.property.name')}
          hint={t('metadefs.property.nameHint')}
          spellCheck={false}
        />
        <TextField control={control} name="title" required label={t('metadefs.property.title')} />
        <TextareaField
          control={control}
          name="description"
          optional
          rows={2}
          label={t('metadefs.form.description')}
        />
        <SelectField
          control={control}
          name="type"
          label={t('metadefs.property.type')}
          options={definitionTypes.map((value) => ({ value, label: t(`metadefs.types.${value}`) }))}
        />
        <Limits control={control} type={typed.type ?? 'string'} />
        <TextField
          control={control}
          name="default"
          optional
          label={t('metadefs.property.default')}
          hint={t('metadefs.property.defaultHint')}
        />
        {isInObject && (
          <CheckboxField
            control={control}
            name="required"
            label={t('metadefs.property.required')}
          />
        )}
        <CheckboxField
          control={control}
          name="readonly"
          label={t('metadefs.property.readonly')}
          hint={t('metadefs.property.readonlyHint')}
        />
        <CommandDisclosure command={parsed && commandOf(parsed)} />
      </Form>
    </SidePanel>
  )
}

function Limits({
  control,
  type,
}: {
  control: Control<Values, unknown, Values>
  type: Values['type']
}) {
  const t = useTranslations()
  const limits: readonly string[] = limitsOfType[type]
  const pairs = [
    ['minimum', 'maximum'],
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
  ] as const
  return (
    <>
      {limits.includes('choices') && (
        <ListField
          control={control}
          name="choices"
          mono
          optional
          label={t(type === 'array' ? 'metadefs.property.entries' : 'metadefs.property.choices')}
          hint={t('metadefs.property.choicesHint')}
          entryLabel={(number) => t('metadefs.property.choice', { number })}
        />
      )}
      {pairs
        .filter(([least]) => limits.includes(least))
        .map(([least, most]) => (
          <div key={least} className="grid gap-4 sm:grid-cols-2">
            <NumberField
              control={control}
              name={least}
              optional
              label={t(`metadefs.property.${least}`)}
            />
            <NumberField
              control={control}
              name={most}
              optional
              label={t(`metadefs.property.${most}`)}
            />
          </div>
        ))}
      {limits.includes('pattern') && (
        <TextField
          control={control}
          name="pattern"
          mono
          optional
          label={t('metadefs.property.pattern')}
          hint={t('metadefs.property.patternHint')}
          spellCheck={false}
        />
      )}
      {limits.includes('uniqueItems') && (
        <CheckboxField
          control={control}
          name="uniqueItems"
          label={t('metadefs.property.uniqueItems')}
        />
      )}
    </>
  )
}
