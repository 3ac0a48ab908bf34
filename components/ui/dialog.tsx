'use client'

import { clsx } from 'clsx'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { describedBy, OverlayFooter, OverlayHeader } from './overlay-frame'
import { useOverlayFocus } from './use-overlay-focus'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One sentence under the title, read out when the dialog opens. */
  description?: ReactNode
  /** Name of the cross in the corner. */
  closeLabel: string
  children?: ReactNode
  /** Buttons, the main one last. Always in sight. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Work is under way: Escape, the cross and a click outside do nothing. */
  locked?: boolean
  /** Chooses the first focus instead of the first field; must prevent the event's default. */
  onOpenAutoFocus?: (event: Event) => void
}

const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' }

/** A question or a short task over the page. Focus goes in, stays in, and returns. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  children,
  footer,
  size = 'md',
  locked = false,
  onOpenAutoFocus,
}: DialogProps) {
  const focus = useOverlayFocus(open, onOpenAutoFocus)
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => (locked && !next ? undefined : onOpenChange(next))}
    >
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-fade grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto bg-overlay p-4 sm:p-8">
          <Radix.Content
            tabIndex={-1}
            {...focus}
            {...describedBy(description)}
            className={clsx(
              'flex max-h-[calc(100dvh-2rem)] w-full animate-pop flex-col rounded-xl border border-line bg-panel shadow-high outline-none sm:max-h-[calc(100dvh-4rem)]',
              widths[size],
            )}
          >
            <OverlayHeader
              title={title}
              description={description}
              closeLabel={closeLabel}
              locked={locked}
              className="pt-5 pb-3"
            />
            {children !== undefined && (
              <div className="thin-scroll min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-5">
                {children}
              </div>
            )}
            <OverlayFooter>{footer}</OverlayFooter>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
