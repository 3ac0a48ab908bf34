'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Field, type FieldWords } from './field'
import type { FieldBinding } from './text-field'
import { useFieldError } from './use-field-error'

type ListFieldProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> &
  FieldWords & {
    /** Accessible name of the n-th line, counted from 1. */
    entryLabel: (number: number) => string
    addLabel?: string
    placeholder?: string
    mono?: boolean
  }

/** A list of short texts in a form (`string[]`): one line each; Enter begins the next one. */
export function ListField<Values extends FieldValues, Output>({
  control,
  name,
  entryLabel,
  addLabel,
  placeholder,
  mono,
  ...words
}: ListFieldProps<Values, Output>) {
  const t = useTranslations()
  const lines = useRef<HTMLUListElement>(null)
  const { field } = useController({ control, name })
  const error = useFieldError(control, name)
  const entries: string[] = field.value ?? []
  const focusLine = (index: number) =>
    // The line exists only after the next drawing.
    requestAnimationFrame(() => lines.current?.querySelectorAll('input')[index]?.focus())
  const add = () => {
    field.onChange([...entries, ''])
    focusLine(entries.length)
  }
  const remove = (index: number) => {
    field.onChange(entries.filter((_, other) => other !== index))
    focusLine(Math.max(0, index - 1))
  }
  return (
    <Field {...words} error={error} group>
      {(wiring) => (
        <>
          <ul ref={lines} className="flex flex-col gap-1.5">
            {entries.map((entry, index) => (
              <ListLine
                // biome-ignore lint/suspicious/noArrayIndexKey: equal texts may stand twice
                key={index}
                control={control}
                name={`${name}.${index}` as FieldPath<Values>}
                label={entryLabel(index + 1)}
                describedBy={wiring['aria-describedby']}
                placeholder={placeholder}
                mono={mono}
                value={entry}
                onValueChange={(next) => field.onChange(entries.with(index, next))}
                onBlur={field.onBlur}
                onNext={add}
                onRemove={() => remove(index)}
                removeLabel={t('kit.form.removeEntry', { number: index + 1 })}
              />
            ))}
          </ul>
          <Button size="sm" icon={<Plus aria-hidden />} className="self-start" onClick={add}>
            {addLabel ?? t('kit.form.addEntry')}
          </Button>
        </>
      )}
    </Field>
  )
}

type ListLineProps<Values extends FieldValues, Output> = FieldBinding<Values, Output> & {
  label: string
  describedBy: string | undefined
  placeholder: string | undefined
  mono: boolean | undefined
  value: string
  onValueChange: (value: string) => void
  onBlur: () => void
  onNext: () => void
  onRemove: () => void
  removeLabel: string
}

function ListLine<Values extends FieldValues, Output>({
  control,
  name,
  label,
  describedBy,
  onValueChange,
  onNext,
  onRemove,
  removeLabel,
  ...rest
}: ListLineProps<Values, Output>) {
  const error = useFieldError(control, name)
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <Input
          {...rest}
          aria-label={label}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy}
          onChange={(event) => onValueChange(event.target.value)}
          onKeyDown={(event) => {
            // Enter while a Chinese word is being composed belongs to the input method.
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            if (event.nativeEvent.isComposing) return
            event.preventDefault()
            onNext()
          }}
        />
        <IconButton label={removeLabel} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {error !== undefined && <p className="text-bad text-sm">{error}</p>}
    </li>
  )
}
