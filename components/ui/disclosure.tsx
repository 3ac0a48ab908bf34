import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type DisclosureProps = {
  summary: ReactNode
  children: ReactNode
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** Details that open below their heading. The browser's own, so find-in-page opens it. */
export function Disclosure({
  summary,
  children,
  defaultOpen,
  onOpenChange,
  className,
}: DisclosureProps) {
  return (
    <details
      open={defaultOpen}
      onToggle={(event) => onOpenChange?.(event.currentTarget.open)}
      className={clsx('group/disclosure', className)}
    >
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-sm py-1 font-medium text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-muted transition-transform group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  )
}
