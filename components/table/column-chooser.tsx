'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import { onDemand } from '@/components/ui/on-demand'
import { Popover } from '@/components/ui/popover'
import type { ColumnChooserProps } from './column-choices'

const choices = onDemand(() => import('./column-choices'))

/** Which columns a table shows, and how high its rows are. The page remembers both. */
export function ColumnChooser<Row>(props: ColumnChooserProps<Row>) {
  const t = useTranslations()
  return (
    <Popover
      label={t('kit.table.columns')}
      align="end"
      className="w-64 p-0"
      needs={choices}
      trigger={
        <IconButton label={t('kit.table.columns')}>
          <Columns3 aria-hidden />
        </IconButton>
      }
    >
      {({ ColumnChoices }) => <ColumnChoices {...props} />}
    </Popover>
  )
}
