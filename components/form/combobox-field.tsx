'use client'

import type { FieldValues } from 'react-hook-form'
import { Combobox, type ComboboxProps } from '@/components/ui/combobox'
import { ControlledField } from './controlled-field'
import type { FieldWords } from './field'
import type { FieldBinding } from './text-field'

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
  const words = { label, hint, optional, required, className }
  return (
    <ControlledField control={control} name={name} {...words}>
      {(wiring, value) => <Combobox {...rest} {...wiring} value={value} />}
    </ControlledField>
  )
}
