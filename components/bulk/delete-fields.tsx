'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { ActionFieldsProps } from './action-fields'

/** Whether protected images are deleted too. */
export function DeleteFields({ images, onChange }: ActionFieldsProps) {
  const t = useTranslations()
  const id = useId()
  const [unprotect, setUnprotect] = useState(false)
  const count = images.filter((image) => image.protected).length
  if (count === 0) return null
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        checked={unprotect}
        onCheckedChange={(next) => {
          setUnprotect(next)
          onChange({ kind: 'delete', unprotect: next })
        }}
        className="mt-0.5"
      />
      <label htmlFor={id}>{t('bulk.fields.unprotect', { count })}</label>
    </div>
  )
}
