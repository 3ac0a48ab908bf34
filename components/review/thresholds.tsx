'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Input } from '@/components/ui/input'
import type { ReviewParams } from '@/lib/schemas/review'

const fields = ['stuck', 'queued', 'large', 'old', 'pending'] as const
type Field = (typeof fields)[number]

type Props = { params: ReviewParams; onChange: (change: Partial<ReviewParams> | null) => void }

/** From when on something is too old or too large. The address keeps it, so a view can be saved. */
export function Thresholds({ params, onChange }: Props) {
  const t = useTranslations()
  const id = useId()
  const [texts, setTexts] = useState(() => textsOf(params))
  // The back button changes the address under the form.
  useEffect(() => setTexts(textsOf(params)), [params])
  const wrong = fields.filter((field) => !/^\d{1,7}$/.test(texts[field].trim()))
  return (
    <Disclosure summary={t('review.thresholds.title')}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong.length > 0) return
          onChange(
            Object.fromEntries(fields.map((field) => [field, Number.parseInt(texts[field], 10)])),
          )
        }}
      >
        {fields.map((field) => (
          <div key={field} className="flex flex-col gap-1">
            <label htmlFor={`${id}${field}`} className="font-medium text-ink-soft text-sm">
              {t(`review.thresholds.${field}`)}
            </label>
            <Input
              id={`${id}${field}`}
              inputMode="numeric"
              autoComplete="off"
              className="w-36"
              aria-invalid={wrong.includes(field)}
              value={texts[field]}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          </div>
        ))}
        <Button
          type="submit"
          disabledReason={wrong.length > 0 ? t('review.thresholds.wrong') : undefined}
        >
          {t('review.thresholds.apply')}
        </Button>
        <Button variant="ghost" onClick={() => onChange(null)}>
          {t('review.thresholds.reset')}
        </Button>
      </form>
      <p className="mt-2 text-ink-muted text-sm">{t('review.thresholds.hint')}</p>
    </Disclosure>
  )
}

function textsOf(params: ReviewParams): Record<Field, string> {
  const { stuck, queued, large, old, pending } = params
  return {
    stuck: String(stuck),
    queued: String(queued),
    large: String(large),
    old: String(old),
    pending: String(pending),
  }
}
