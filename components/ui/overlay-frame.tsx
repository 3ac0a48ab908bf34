import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'
import { SafeNode } from './safe-text'

type OverlayHeaderProps = {
  title: ReactNode
  description: ReactNode | undefined
  closeLabel: string
  /** The cross does nothing while work is under way. */
  locked?: boolean
  className?: string
}

/** Title, its sentence and the cross of a dialog or side panel. */
export function OverlayHeader({
  title,
  description,
  closeLabel,
  locked,
  className,
}: OverlayHeaderProps) {
  return (
    <header className={clsx('flex items-start gap-4 px-6', className)}>
      <div className="min-w-0 flex-1">
        <Radix.Title className="wrap-anywhere font-semibold text-lg">
          <SafeNode>{title}</SafeNode>
        </Radix.Title>
        {description !== undefined && (
          <Radix.Description className="mt-1 text-ink-soft">
            <SafeNode>{description}</SafeNode>
          </Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label={closeLabel} size="sm" className="-me-2 -mt-0.5" disabled={locked}>
          <X aria-hidden />
        </IconButton>
      </Radix.Close>
    </header>
  )
}

/** The row of buttons at the foot of an overlay, the main one last; nothing without buttons. */
export function OverlayFooter({ children }: { children: ReactNode | undefined }) {
  if (children === undefined) return null
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-6 py-3">
      {children}
    </footer>
  )
}

/** For `Radix.Content`: without a description Radix wants to be told that none is meant. */
export function describedBy(description: ReactNode | undefined): {
  'aria-describedby'?: undefined
} {
  return description === undefined ? { 'aria-describedby': undefined } : {}
}
