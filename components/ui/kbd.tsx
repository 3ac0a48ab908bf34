import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        'inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-xs border border-line bg-sunken px-1 font-sans text-ink-muted text-xs',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
