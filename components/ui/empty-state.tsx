import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type EmptyStateProps = {
  icon?: ReactNode
  title: ReactNode
  /** Level of the title; `h1` where this is the whole page. */
  heading?: 'h1' | 'h2' | 'h3'
  /** What this is, and the first thing to do. */
  children?: ReactNode
  /** One button. */
  action?: ReactNode
  className?: string
}

/** What stands where rows or facts would stand. */
export function EmptyState({
  icon,
  title,
  heading: Heading = 'h3',
  children,
  action,
  className,
}: EmptyStateProps) {
  return (
    <div
      className={clsx(
        'mx-auto flex max-w-md flex-col items-center px-6 base:py-14 text-center',
        className,
      )}
    >
      {icon !== undefined && (
        <span
          aria-hidden
          className="mb-4 flex size-11 items-center justify-center rounded-lg border border-line bg-sunken text-ink-muted [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <Heading className="font-semibold text-ink text-lg">{title}</Heading>
      {children !== undefined && <div className="mt-1 text-pretty text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  )
}
