'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FieldValues } from 'react-hook-form'
import { useWatch } from 'react-hook-form'
import { doubtOfUri } from '@/lib/schemas/uri-form'
import { type FieldBinding, TextField } from './text-field'

/** The address of a web-download, with a word of doubt where Glance may refuse it. */
export function UriField<Values extends FieldValues, Output>({
  control,
  name,
}: FieldBinding<Values, Output>) {
  const t = useTranslations()
  const typed = useWatch({ control, name })
  const doubt = typeof typed === 'string' ? doubtOfUri(typed) : undefined
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        control={control}
        name={name}
        label={t('imports.url.label')}
        hint={t('imports.url.hint')}
        placeholder="https://"
        inputMode="url"
        spellCheck={false}
        mono
        required
      />
      {doubt && (
        <p role="status" className="flex items-start gap-1.5 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {t(`imports.url.${doubt}`)}
        </p>
      )}
    </div>
  )
}
