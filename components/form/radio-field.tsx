'use client'

import type { FieldValues } from 'react-hook-form'
import { RadioGroup, type RadioOption } from '@/components/ui/radio-group'
import { ControlledField } from './controlled-field'
import type { FieldWords } from './field'
import type { FieldBinding } from './text-field'

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
  return (
    <ControlledField control={control} name={name} {...words} group>
      {({ ref: _ref, ...wiring }, value) => (
        <RadioGroup {...wiring} look={look} options={options} value={value} />
      )}
    </ControlledField>
  )
}
