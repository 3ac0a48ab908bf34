/*
 * A row is a grid with the tracks of the table. Below the width of `cardsBelow` in
 * use-virtual-rows.ts the same cells arrange themselves as a card; nothing is drawn twice.
 */

export const rowStyle = [
  'group/row grid w-full grid-cols-(--tracks) items-center border-line border-b bg-panel',
  'min-h-row scroll-mt-9 scroll-mb-1',
  'hover:bg-row-hover aria-selected:bg-row-chosen',
  'focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2',
  '@max-2xl/table:grid-cols-[2.25rem_minmax(0,1fr)_minmax(0,1fr)_auto] @max-2xl/table:gap-y-2 @max-2xl/table:py-3 @max-2xl/table:pe-2',
].join(' ')

export const cellStyle = 'min-w-0 px-3 @max-2xl/table:px-2 @max-2xl/table:labelled'

export const selectCellStyle =
  'flex items-center justify-center @max-2xl/table:col-start-1 @max-2xl/table:row-start-1'

export const actionsCellStyle = [
  '-my-1 sticky end-0 flex items-center justify-end bg-inherit px-1',
  '@max-2xl/table:static @max-2xl/table:col-start-4 @max-2xl/table:row-start-1',
].join(' ')

/** Where a cell stands on a card; fields fill two columns in turn. */
export function cardPlace(card: 'title' | 'field' | 'full' | 'hidden', fieldIndex: number): string {
  if (card === 'hidden') return '@max-2xl/table:hidden'
  if (card === 'title') {
    return '@max-2xl/table:col-start-2 @max-2xl/table:col-span-2 @max-2xl/table:row-start-1'
  }
  if (card === 'full') return '@max-2xl/table:col-start-2 @max-2xl/table:col-span-2'
  return fieldIndex % 2 === 0 ? '@max-2xl/table:col-start-2' : '@max-2xl/table:col-start-3'
}
