'use client'

import { type FieldValues, useController } from 'react-hook-form'
import { RadioGroup, type RadioOption } from '@/components/ui/radio-group'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type RadioFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords & {
    options: readonly RadioOption[]
    look?: 'plain' | 'cards'
  }

/** One of a few choices in a form, all in sight. */
export function RadioField<Values extends FieldValues, Output>({
  control,
  name,
  options,
  look,
  ...words
}: RadioFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const { field } = useController({ control, name })
  return (
    <Field {...words} error={error} group>
      {(wiring) => (
        <RadioGroup
          {...wiring}
          look={look}
          options={options}
          value={field.value ?? undefined}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}
