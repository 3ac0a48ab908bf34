'use client'

import type { ReactNode } from 'react'
import { type ControllerRenderProps, type FieldValues, useController } from 'react-hook-form'
import { Field, type FieldWiring, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

/** What a control that is no input of the browser needs to stand in a form. */
export type ControlledWiring = FieldWiring & {
  ref: ControllerRenderProps['ref']
  onBlur: ControllerRenderProps['onBlur']
  onValueChange: ControllerRenderProps['onChange']
}

type ControlledFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords & {
    group?: boolean
    /** Draws the control, given its wiring and the form's value. */
    children: (wiring: ControlledWiring, value: string | undefined) => ReactNode
  }

/** A field of a form around a control that reports values, such as a list of choices. */
export function ControlledField<Values extends FieldValues, Output>({
  control,
  name,
  children,
  ...words
}: ControlledFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const { field } = useController({ control, name })
  return (
    <Field {...words} error={error}>
      {(wiring) =>
        children(
          { ...wiring, ref: field.ref, onBlur: field.onBlur, onValueChange: field.onChange },
          field.value || undefined,
        )
      }
    </Field>
  )
}
