import { clsx } from 'clsx'
import { Skeleton } from '@/components/ui/skeleton'
import type { DataColumnMeta } from './data-column'
import { cardPlace, cellStyle, rowStyle } from './row-style'

type SkeletonRowsProps = {
  metas: readonly DataColumnMeta[]
  count: number
  selectable: boolean
  hasActions: boolean
}

// Uneven widths look like words, not like bars.
const widths = ['w-3/5', 'w-4/5', 'w-2/5', 'w-1/2', 'w-2/3']

/** Place holders with the size of the rows to come. */
export function SkeletonRows({ metas, count, selectable, hasActions }: SkeletonRowsProps) {
  const lines = Array.from({ length: count }, (_, index) => {
    let fields = -1
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: place holders have no identity
      <tr key={index} aria-hidden className={clsx(rowStyle, 'pointer-events-none')}>
        {selectable && <td className="@max-2xl/table:col-start-1" />}
        {metas.map((meta, place) => {
          const card = meta.card ?? 'field'
          if (card === 'field') fields += 1
          return (
            <td key={meta.label} className={clsx(cellStyle, cardPlace(card, fields))}>
              <Skeleton
                className={clsx(
                  'h-3',
                  widths[(index + place * 2) % widths.length],
                  meta.align === 'end' && 'ms-auto @max-2xl/table:ms-0',
                )}
              />
            </td>
          )
        })}
        {hasActions && <td className="@max-2xl/table:hidden" />}
      </tr>
    )
  })
  return <tbody className="block">{lines}</tbody>
}
