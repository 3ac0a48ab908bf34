'use client'

import type { FieldValues } from 'react-hook-form'
import { Textarea, type TextareaProps } from '@/components/ui/textarea'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type TextareaFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords &
  Pick<TextareaProps, 'mono' | 'placeholder' | 'rows' | 'spellCheck' | 'disabled' | 'readOnly'>

/** Several lines of text in a form. */
export function TextareaField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  optional,
  required,
  className,
  ...rest
}: TextareaFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const words = { label, hint, optional, required, className }
  return (
    <Field {...words} error={error}>
      {(wiring) => <Textarea {...rest} {...wiring} {...control.register(name)} />}
    </Field>
  )
}
