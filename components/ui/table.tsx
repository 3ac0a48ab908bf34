import { clsx } from 'clsx'
import type { ComponentPropsWithRef } from 'react'

/*
 * Plain tables of a few rows. Long lists with selection, sorting and keys use
 * components/table/data-table.tsx.
 */

/** A table in its own frame that scrolls sideways when it must. */
export function Table({ className, ...rest }: ComponentPropsWithRef<'table'>) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table {...rest} className={clsx('tabular w-full border-collapse text-start', className)} />
    </div>
  )
}

export const thStyle =
  'h-8 base:whitespace-nowrap px-3 base:text-start align-middle font-medium text-ink-muted text-xs'
export const tdStyle = 'h-row px-3 base:py-1 base:align-middle'

export function Th({ className, ...rest }: ComponentPropsWithRef<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(thStyle, 'border-line border-b bg-sunken/60', className)}
    />
  )
}

export function Tr({ className, ...rest }: ComponentPropsWithRef<'tr'>) {
  return (
    <tr
      {...rest}
      className={clsx('border-line border-b last:border-b-0 base:hover:bg-sunken/50', className)}
    />
  )
}

export function Td({ className, ...rest }: ComponentPropsWithRef<'td'>) {
  return <td {...rest} className={clsx(tdStyle, className)} />
}
