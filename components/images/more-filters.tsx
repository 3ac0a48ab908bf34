'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { onDemand } from '@/components/ui/on-demand'
import { Popover } from '@/components/ui/popover'
import type { ImageListParams } from '@/lib/schemas/image-list'
import type { SetListParams } from './use-list-params'

const form = onDemand(() => import('./filter-form'))

type Props = {
  params: ImageListParams
  setParams: SetListParams
  containerFormats: readonly string[]
}

/** Every further filter that Glance understands. */
export function MoreFilters({ params, setParams, containerFormats }: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={t('images.filters.more')}
      needs={form}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-[min(36rem,calc(100vw-2rem))]"
      trigger={<Button icon={<SlidersHorizontal aria-hidden />}>{t('images.filters.more')}</Button>}
    >
      {({ FilterForm }) => (
        <FilterForm
          params={params}
          containerFormats={containerFormats}
          onApply={(change) => {
            setParams(change)
            setOpen(false)
          }}
        />
      )}
    </Popover>
  )
}
