'use client'

import type { FieldValues } from 'react-hook-form'
import { Input } from '@/components/ui/input'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type NumberFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords & {
    /** Shown inside at the end: "GiB". */
    unit?: string
    placeholder?: string
    disabled?: boolean
  }

/**
 * A number in a form. The form's value is a number, `undefined` for an empty box, and `NaN` for what
 * is no number, so that the schema can tell the two apart.
 */
export function NumberField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  optional,
  required,
  className,
  unit,
  ...rest
}: NumberFieldProps<Values, Output>) {
  const error = useFieldError(control, name)
  const words = { label, hint, optional, required, className }
  return (
    <Field {...words} error={error}>
      {(wiring) => (
        // Not type=number: it hides what was typed wrongly and changes when scrolled over.
        <Input
          inputMode="numeric"
          autoComplete="off"
          {...rest}
          {...wiring}
          trailing={unit}
          {...control.register(name, { setValueAs: numberFromText })}
        />
      )}
    </Field>
  )
}

/** `''` is nothing, `'12'` is 12, `'x'` is `NaN`. What is a number already stays. */
export function numberFromText(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  return Number(value.trim())
}
