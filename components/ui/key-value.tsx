import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type KeyValueListProps = {
  /** `KeyValue` items. */
  children: ReactNode
  /** Two columns of pairs where the container is wide enough. */
  columns?: 1 | 2
  className?: string
}

/** Facts as term and value, lined up. */
export function KeyValueList({ children, columns = 1, className }: KeyValueListProps) {
  return (
    <div className={clsx('@container', className)}>
      <dl className={clsx('grid gap-x-10', columns === 2 && '@3xl:grid-cols-2')}>{children}</dl>
    </div>
  )
}

type KeyValueProps = {
  label: ReactNode
  children: ReactNode
  /** A copy or edit button at the end of the line. */
  action?: ReactNode
  mono?: boolean
}

/** One fact. */
export function KeyValue({ label, children, action, mono }: KeyValueProps) {
  return (
    <div className="group grid min-h-9 grid-cols-[minmax(7rem,11rem)_minmax(0,1fr)] items-center gap-x-4 border-line border-b py-1 last:border-b-0 @max-sm:grid-cols-1 @max-sm:py-2">
      <dt className="text-ink-muted text-sm">{label}</dt>
      <dd className="flex min-h-7 min-w-0 items-center gap-1">
        <span className={clsx('tabular wrap-anywhere min-w-0', mono && 'font-mono text-sm')}>
          {children}
        </span>
        {action}
      </dd>
    </div>
  )
}
