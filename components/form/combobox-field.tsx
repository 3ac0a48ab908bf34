'use client'

import { type FieldValues, useController } from 'react-hook-form'
import { Combobox, type ComboboxProps } from '@/components/ui/combobox'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type ComboboxFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords &
  Pick<
    ComboboxProps,
    | 'choices'
    | 'placeholder'
    | 'searchPlaceholder'
    | 'emptyText'
    | 'customLabel'
    | 'onSearch'
    | 'loading'
    | 'mono'
    | 'disabled'
  >

/** One of many choices in a form, or what is typed where `customLabel` allows it. */
export function ComboboxField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  optional,
  required,
  className,
  ...rest
}: ComboboxFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const { field } = useController({ control, name })
  const words = { label, hint, optional, required, className }
  return (
    <Field {...words} error={error}>
      {(wiring) => (
        <Combobox
          {...rest}
          {...wiring}
          ref={field.ref}
          value={field.value || undefined}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  )
}
