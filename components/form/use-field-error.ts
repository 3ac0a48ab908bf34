'use client'

import { useTranslations } from 'next-intl'
import { type Control, type FieldPath, type FieldValues, get, useFormState } from 'react-hook-form'

/** The words of what is wrong with a field, translated when the schema gave a message key. */
export function useFieldError<Values extends FieldValues, Output>(
  control: Control<Values, unknown, Output>,
  name: FieldPath<Values>,
): string | undefined {
  const t = useTranslations()
  const { errors } = useFormState({ control, name })
  const found: { message?: string; root?: { message?: string } } | undefined = get(errors, name)
  const message = found?.message ?? found?.root?.message
  if (message === undefined || message === '') return undefined
  const isKey = (text: string): text is Parameters<typeof t>[0] => t.has(text as never)
  return isKey(message) ? t(message as never) : message
}
