'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import type { DataColumn } from './data-column'

export type ColumnChooserProps<Row> = {
  /** The columns of the table. */
  columns: readonly DataColumn<Row>[]
  hidden: readonly string[]
  onHiddenChange: (hidden: string[]) => void
  /** Offers the way back to this set. */
  hiddenAtFirst?: readonly string[]
  dense?: boolean
  /** Offers the choice of the row height. */
  onDenseChange?: (dense: boolean) => void
}

/** The box of the column chooser. */
export function ColumnChoices<Row>({
  columns,
  hidden,
  onHiddenChange,
  hiddenAtFirst,
  dense = false,
  onDenseChange,
}: ColumnChooserProps<Row>) {
  const t = useTranslations()
  return (
    <>
      {onDenseChange && (
        <div className="flex items-center justify-between gap-2 border-line border-b px-3 py-2">
          <span className="text-ink-muted text-sm">{t('kit.table.density')}</span>
          <Segmented
            size="sm"
            label={t('kit.table.density')}
            value={dense ? 'dense' : 'comfortable'}
            options={[
              { value: 'comfortable', label: t('kit.table.comfortable') },
              { value: 'dense', label: t('kit.table.dense') },
            ]}
            onValueChange={(next) => onDenseChange(next === 'dense')}
          />
        </div>
      )}
      <fieldset className="p-1">
        <legend className="sr-only">{t('kit.table.columns')}</legend>
        {columns.map((column) => (
          <ColumnLine
            key={column.id}
            label={column.meta.label}
            isAlways={column.enableHiding === false}
            isShown={column.enableHiding === false || !hidden.includes(column.id)}
            onShownChange={(isShown) =>
              onHiddenChange(
                isShown ? hidden.filter((id) => id !== column.id) : [...hidden, column.id],
              )
            }
          />
        ))}
      </fieldset>
      {hiddenAtFirst && (
        <div className="border-line border-t p-1">
          <Button
            variant="ghost"
            size="sm"
            className="w-full justify-start"
            onClick={() => onHiddenChange([...hiddenAtFirst])}
          >
            {t('kit.table.resetColumns')}
          </Button>
        </div>
      )}
    </>
  )
}

type ColumnLineProps = {
  label: string
  isAlways: boolean
  isShown: boolean
  onShownChange: (isShown: boolean) => void
}

function ColumnLine({ label, isAlways, isShown, onShownChange }: ColumnLineProps) {
  const t = useTranslations()
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-sunken"
    >
      <Checkbox id={id} checked={isShown} disabled={isAlways} onCheckedChange={onShownChange} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {isAlways && <span className="text-ink-muted text-xs">{t('kit.table.always')}</span>}
    </label>
  )
}
