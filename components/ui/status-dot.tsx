import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { type Tone, toneText } from './tone'

type StatusDotProps = {
  tone: Tone
  /** The shape carries the meaning for people who do not see the hue. */
  icon: ReactNode
  /** The word. */
  children: ReactNode
  className?: string
}

/** A state as icon, word and hue together. */
export function StatusDot({ tone, icon, children, className }: StatusDotProps) {
  return (
    <span className={clsx('inline-flex min-w-0 items-center gap-1.5', className)}>
      <span aria-hidden className={clsx('flex shrink-0 [&_svg]:size-3.5', toneText[tone])}>
        {icon}
      </span>
      <span className="truncate">{children}</span>
    </span>
  )
}
