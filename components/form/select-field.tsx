'use client'

import { type FieldValues, useController } from 'react-hook-form'
import { Select, type SelectOption } from '@/components/ui/select'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type SelectFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords & {
    options: readonly SelectOption[]
    placeholder?: string
    disabled?: boolean
  }

/** One of a few known choices in a form. */
export function SelectField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  optional,
  required,
  className,
  ...rest
}: SelectFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const { field } = useController({ control, name })
  const words = { label, hint, optional, required, className }
  return (
    <Field {...words} error={error}>
      {(wiring) => (
        <Select
          {...rest}
          {...wiring}
          ref={field.ref}
          value={field.value ?? undefined}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}
