'use client'

import type { FieldValues } from 'react-hook-form'
import { Select, type SelectOption } from '@/components/ui/select'
import { ControlledField } from './controlled-field'
import type { FieldWords } from './field'
import type { FieldBinding } from './text-field'

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
  const words = { label, hint, optional, required, className }
  return (
    <ControlledField control={control} name={name} {...words}>
      {(wiring, value) => <Select {...rest} {...wiring} value={value} />}
    </ControlledField>
  )
}
