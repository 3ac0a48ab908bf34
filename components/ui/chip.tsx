import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

type ChipProps = {
  children: ReactNode
  /** A quiet word before, such as the filter's name. */
  prefix?: ReactNode
  onRemove?: () => void
  /** Needed with `onRemove`: "Remove filter status". */
  removeLabel?: string
  className?: string
}

/** A chosen filter, a tag, a member: something small that can be taken away. */
export function Chip({ children, prefix, onRemove, removeLabel, className }: ChipProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-6 base:max-w-full items-center gap-1 rounded-sm border border-line bg-panel ps-2 text-sm',
        onRemove === undefined && 'pe-2',
        className,
      )}
    >
      {prefix !== undefined && <span className="shrink-0 text-ink-muted">{prefix}</span>}
      <span className="truncate">{children}</span>
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="flex size-6 shrink-0 items-center justify-center rounded-sm text-ink-muted hover:bg-sunken hover:text-ink focus-visible:outline-offset-0"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  )
}
