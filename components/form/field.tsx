'use client'

import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Label } from '@/components/ui/label'

/** What a control needs to belong to its label, hint and error. */
export type FieldWiring = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** What every field of a form takes beside its own. */
export type FieldWords = {
  label: ReactNode
  /** One sentence below the control: what it is for, in which unit, which limits. */
  hint?: ReactNode
  /** Says "optional" beside the label. Most fields of a form should be needed. */
  optional?: boolean
  required?: boolean
  className?: string
}

type FieldProps = FieldWords & {
  error: string | undefined
  /** A group of controls, which a `<label>` cannot name. */
  group?: boolean
  children: (wiring: FieldWiring) => ReactNode
}

/** Label, control, hint and error in their places, wired for screen readers. */
export function Field({
  label,
  hint,
  optional,
  required,
  error,
  group = false,
  className,
  children,
}: FieldProps) {
  const t = useTranslations()
  const id = useId()
  const notes = [error && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  const words = (
    <>
      {label}
      {optional && (
        <span className="ms-1.5 font-normal text-ink-muted">{t('kit.form.optional')}</span>
      )}
    </>
  )
  const body = (
    <>
      {children({
        id,
        'aria-describedby': notes.join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-required': required || undefined,
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-pretty text-ink-muted text-sm">
          {hint}
        </p>
      )}
    </>
  )
  if (group) {
    return (
      <fieldset className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
        <legend className="mb-1.5 font-medium text-ink text-sm">{words}</legend>
        {body}
      </fieldset>
    )
  }
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <Label htmlFor={id}>{words}</Label>
      {body}
    </div>
  )
}
