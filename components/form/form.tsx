'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ErrorNote } from '@/components/feedback/error-note'
import { Button } from '@/components/ui/button'
import { type AppError, type ErrorCode, isAppError } from '@/lib/errors'

export type FormProps<Input extends FieldValues, Output extends FieldValues> = {
  /** From `useZodForm`. */
  form: UseFormReturn<Input, unknown, Output>
  /** Gets the values as the schema made them. */
  onSubmit: (values: Output) => unknown
  /** The mutation's error. Required, so that no form forgets to show it. */
  submitError: AppError | Error | null
  /** The mutation's `isPending`. */
  loading: boolean
  /** What will happen: "Share with project". */
  submitLabel: string
  submitTone?: 'primary' | 'danger'
  submitDisabledReason?: string
  /** Draws a cancel button. */
  onCancel?: () => void
  cancelLabel?: string
  /** At the start of the row of buttons. */
  aside?: ReactNode
  /** Codes that belong to one field: `{ conflict: 'name' }`. They are shown there and not below. */
  fieldOfCode?: Partial<Record<ErrorCode, FieldPath<Input>>>
  /** `panel` in a dialog or side panel, `page` on a page of its own. */
  layout?: 'panel' | 'page'
  /** Accessible name, where no heading is near. */
  label?: string
  className?: string
  children: ReactNode
}

/** The one look of forms: fields, the error of sending, and a row of buttons always in reach. */
export function Form<Input extends FieldValues, Output extends FieldValues>({
  form,
  onSubmit,
  submitError,
  loading,
  fieldOfCode,
  layout = 'panel',
  label,
  className,
  children,
  ...buttons
}: FormProps<Input, Output>) {
  const t = useTranslations()
  const place = isAppError(submitError) ? fieldOfCode?.[submitError.code] : undefined
  const { setError } = form
  useEffect(() => {
    if (place === undefined || !isAppError(submitError)) return
    const message = submitError.detail ?? t(`errors.${submitError.code}.title`)
    setError(place, { type: 'sent', message }, { shouldFocus: true })
  }, [place, submitError, setError, t])

  const send = form.handleSubmit((values) => onSubmit(values))
  return (
    <form
      noValidate
      aria-label={label}
      aria-busy={loading || undefined}
      onSubmit={(event) => {
        // A form in a portal is still inside the form around it for React; keep the two apart.
        event.stopPropagation()
        if (loading || buttons.submitDisabledReason !== undefined) event.preventDefault()
        else send(event)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
          event.preventDefault()
          event.currentTarget.requestSubmit()
        }
      }}
      className={clsx('flex flex-1 flex-col', layout === 'panel' && '-mb-5', className)}
    >
      <div className="flex flex-1 flex-col gap-5 pb-5">{children}</div>
      <footer
        className={clsx(
          'sticky z-10 flex flex-col gap-3 border-line border-t py-3',
          // The panel's own padding counts as the edge to stick to; reach over it.
          layout === 'panel' ? '-mx-6 -bottom-5 bg-panel px-6' : 'bottom-0 bg-canvas',
        )}
      >
        {submitError !== null && place === undefined && (
          <ErrorNote error={submitError} className="thin-scroll max-h-[40dvh] overflow-y-auto" />
        )}
        <FormButtons {...buttons} loading={loading} />
      </footer>
    </form>
  )
}

type FormButtonsProps = Pick<
  FormProps<FieldValues, FieldValues>,
  | 'submitLabel'
  | 'submitTone'
  | 'submitDisabledReason'
  | 'onCancel'
  | 'cancelLabel'
  | 'aside'
  | 'loading'
>

function FormButtons({
  submitLabel,
  submitTone = 'primary',
  submitDisabledReason,
  onCancel,
  cancelLabel,
  aside,
  loading,
}: FormButtonsProps) {
  const t = useTranslations()
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {aside !== undefined && <div className="me-auto">{aside}</div>}
      {onCancel && <Button onClick={onCancel}>{cancelLabel ?? t('kit.cancel')}</Button>}
      <Button
        type="submit"
        variant={submitTone}
        loading={loading}
        disabledReason={submitDisabledReason}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {submitLabel}
      </Button>
    </div>
  )
}
