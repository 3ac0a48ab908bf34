'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class-names'
import { IconButton } from './icon-button'
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
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cx(
            'fixed inset-y-0 end-0 z-40 flex w-full animate-sheet flex-col border-line border-s bg-panel shadow-high outline-none',
            widths[size],
          )}
        >
          <header className="flex items-start gap-4 border-line border-b px-6 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-ink-muted text-sm">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={closeLabel} size="sm" className="-me-2">
                <X aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto px-6 py-5">
            {children}
          </div>
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-6 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
