import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type Tone, toneSoft } from './tone'

type BadgeProps = {
  children: ReactNode
  tone?: Tone
  icon?: ReactNode
  className?: string
}

/** A short label in a soft box: a state in a header, a count, a kind. */
export function Badge({ children, tone = 'neutral', icon, className }: BadgeProps) {
  return (
    <span
      className={clsx(
        'tabular inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
