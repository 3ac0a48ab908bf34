'use client'

import { clsx } from 'clsx'
import { useId } from 'react'
import { type FieldValues, useController } from 'react-hook-form'
import { Checkbox } from '@/components/ui/checkbox'
import type { FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type CheckboxFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  Pick<FieldWords, 'label' | 'hint' | 'className'> & { disabled?: boolean }

/** Yes or no in a form. The label stands beside the box. */
export function CheckboxField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  hint,
  disabled,
  className,
}: CheckboxFieldProps<Values, Output>) {
  const id = useId()
  const error = useFieldError(control, name)
  const { field } = useController({ control, name })
  const note = error ?? hint
  return (
    <div className={clsx('flex items-start gap-2.5', className)}>
      <Checkbox
        id={id}
        ref={field.ref}
        name={field.name}
        checked={field.value === true}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
        disabled={disabled}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="mt-0.5"
      />
      <div className="min-w-0">
        <label htmlFor={id} className={clsx(disabled && 'text-ink-muted')}>
          {label}
        </label>
        {note !== undefined && (
          <p id={`${id}-note`} className={clsx('text-sm', error ? 'text-bad' : 'text-ink-muted')}>
            {note}
          </p>
        )}
      </div>
    </div>
  )
}
