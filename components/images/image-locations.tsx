'use client'

import { useTranslations } from 'next-intl'
import { CopyValue } from '@/components/feedback/copy-value'
import { Card, CardHeader } from '@/components/ui/card'
import { SafeText } from '@/components/ui/safe-text'
import { type Image, locationsOf } from '@/lib/schemas/image'

/** Where the bytes lie, on clouds that show it; most do not. */
export function ImageLocations({ image }: { image: Image }) {
  const t = useTranslations()
  const locations = locationsOf(image)
  if (locations.length === 0) return null
  return (
    <Card>
      <CardHeader
        title={t('imports.stores.locations')}
        description={t('imports.stores.locationsLead')}
      />
      <ul className="divide-y divide-line">
        {locations.map(({ url, store }) => (
          <li key={url} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
            <code className="wrap-anywhere min-w-0 font-mono text-sm">
              <SafeText text={url} />
            </code>
            <CopyValue value={url} name={t('imports.stores.locations')} />
            {store && (
              <span className="text-ink-muted text-sm">
                {t('imports.stores.locationStore', { store })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
