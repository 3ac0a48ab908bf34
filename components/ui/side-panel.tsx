'use client'

import { clsx } from 'clsx'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { describedBy, OverlayFooter, OverlayHeader } from './overlay-frame'
import { useOverlayFocus } from './use-overlay-focus'

export type SidePanelProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  closeLabel: string
  children: ReactNode
  /** Leave out when a `Form` inside brings its own row of buttons. */
  footer?: ReactNode
  size?: 'md' | 'lg'
}

const widths = { md: 'max-w-120', lg: 'max-w-180' }

/** A sheet from the right over the page behind it, for forms and details with their own address. */
export function SidePanel({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
  size = 'md',
}: SidePanelProps) {
  const focus = useOverlayFocus(open)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-overlay" />
        <Radix.Content
          tabIndex={-1}
          {...focus}
          {...describedBy(description)}
          className={clsx(
            'fixed inset-y-0 end-0 z-40 flex w-full animate-sheet flex-col border-line border-s bg-panel shadow-high outline-none',
            widths[size],
          )}
        >
          <OverlayHeader
            title={title}
            description={description}
            closeLabel={closeLabel}
            className="border-line border-b py-4"
          />
          <div className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto px-6 py-5">
            {children}
          </div>
          <OverlayFooter>{footer}</OverlayFooter>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
