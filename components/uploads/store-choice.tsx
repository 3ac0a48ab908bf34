'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { storesQuery } from '@/lib/queries/images'
import { hasChoice, writableStores } from '@/lib/schemas/import-targets'

type Props = {
  scope: string
  /** Nothing means the cloud's default store. */
  value: string | undefined
  onChange: (store: string | undefined) => void
}

// No id of a store holds a space.
const usual = 'usual store'

/** Which store takes the file, on clouds that have several. One upload goes into one store. */
export function StoreChoice({ scope, value, onChange }: Props) {
  const t = useTranslations()
  const id = useId()
  const { data } = useQuery(storesQuery(scope))
  if (!data || !hasChoice(data.stores)) return null
  const stores = writableStores(data.stores)
  const first = stores.find((store) => store.default === 'true')
  return (
    <div className="flex flex-col gap-1.5 sm:max-w-sm">
      <Label htmlFor={id}>{t('uploads.form.store')}</Label>
      <Select
        id={id}
        aria-describedby={`${id}-hint`}
        value={value ?? usual}
        onValueChange={(store) => onChange(store === usual ? undefined : store)}
        options={[
          {
            value: usual,
            label: first
              ? t('uploads.form.defaultStore', { store: first.id })
              : t('uploads.form.anyStore'),
          },
          ...stores
            .filter((store) => store !== first)
            .map(({ id: value, description }) => ({
              value,
              label: value,
              ...(description ? { hint: description } : {}),
            })),
        ]}
      />
      <p id={`${id}-hint`} className="text-ink-muted text-sm">
        {t('uploads.form.storeHint')}
      </p>
    </div>
  )
}
