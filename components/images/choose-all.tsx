'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import type { ImageSelection } from './use-image-selection'

/** Takes in what matches beyond the rows that are loaded, and says how far it is. */
export function ChooseAll({ selection }: { selection: ImageSelection }) {
  const t = useTranslations()
  if (selection.found !== undefined) {
    return (
      <span className="flex items-center gap-2">
        <Spinner className="text-busy" />
        <span role="status" className="tabular text-ink-muted text-sm">
          {t('bulk.bar.gathering', { count: selection.found })}
        </span>
        <Button size="sm" onClick={selection.stop}>
          {t('bulk.bar.stop')}
        </Button>
      </span>
    )
  }
  if (selection.isAll) return null
  return (
    <Button size="sm" onClick={selection.chooseAll}>
      {t('bulk.bar.all')}
    </Button>
  )
}
