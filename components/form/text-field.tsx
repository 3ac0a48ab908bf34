'use client'

import type { ComponentProps } from 'react'
import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { Field, type FieldWords } from './field'
import { useFieldError } from './use-field-error'

/** What ties a field to its form. */
export type FieldBinding<Values extends FieldValues, Output> = {
  control: Control<Values, unknown, Output>
  name: FieldPath<Values>
}

type InputExtras = Pick<
  ComponentProps<typeof Input>,
  | 'autoCapitalize'
  | 'autoComplete'
  | 'autoFocus'
  | 'defaultValue'
  | 'disabled'
  | 'inputMode'
  | 'leading'
  | 'mono'
  | 'placeholder'
  | 'readOnly'
  | 'spellCheck'
  | 'trailing'
  | 'type'
  | 'list'
  | 'maxLength'
>

export type TextFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords &
  InputExtras

/** One line of text in a form. */
export function TextField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  optional,
  required,
  className,
  ...rest
}: TextFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const words = { label, hint, optional, required, className }
  return (
    <Field {...words} error={error}>
      {(wiring) => <Input autoComplete="off" {...rest} {...wiring} {...control.register(name)} />}
    </Field>
  )
}
