'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { type FieldValues, type UseFormProps, type UseFormReturn, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { issueWords, type RawIssue } from './issue-words'

/**
 * A form whose values are checked by a zod schema, with the schema's complaints in the language of
 * the page. A message written in the schema itself wins; if it is a full message key it is
 * translated: `z.string().refine(isFree, 'images.form.nameTaken')`.
 */
export function useZodForm<Input extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output, Input>,
  options?: Omit<UseFormProps<Input, unknown, Output>, 'resolver'>,
): UseFormReturn<Input, unknown, Output> {
  const t = useTranslations()
  return useForm<Input, unknown, Output>({
    mode: 'onTouched',
    ...options,
    resolver: zodResolver(schema, { error: (issue) => issueWords(t, issue as RawIssue) }),
  })
}
