import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names'

/*
 * Plain tables of a few rows. Long lists with selection, sorting and keys use
 * components/table/data-table.tsx.
 */

/** A table in its own frame that scrolls sideways when it must. */
export function Table({ className, ...rest }: ComponentPropsWithRef<'table'>) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table {...rest} className={cx('tabular w-full border-collapse text-start', className)} />
    </div>
  )
}

export const thStyle =
  'h-8 whitespace-nowrap px-3 text-start align-middle font-medium text-ink-muted text-xs'
export const tdStyle = 'h-row px-3 py-1 align-middle'

export function Th({ className, ...rest }: ComponentPropsWithRef<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(thStyle, 'border-line border-b bg-sunken/60', className)}
    />
  )
}

export function Tr({ className, ...rest }: ComponentPropsWithRef<'tr'>) {
  return (
    <tr
      {...rest}
      className={cx('border-line border-b last:border-b-0 hover:bg-sunken/50', className)}
    />
  )
}

export function Td({ className, ...rest }: ComponentPropsWithRef<'td'>) {
  return <td {...rest} className={cx(tdStyle, className)} />
}
