'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useOverlayFocus } from './use-overlay-focus'

type PaletteDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Accessible name; the first thing seen is the search box. */
  label: string
  children: ReactNode
}

/** A search box over the page, near its top, that goes away by itself once something is chosen. */
export function PaletteDialog({ open, onOpenChange, label, children }: PaletteDialogProps) {
  const focus = useOverlayFocus(open, (event) => {
    event.preventDefault()
    const box = event.currentTarget as HTMLElement
    box.querySelector('input')?.focus()
  })
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-overlay p-4 pt-[10dvh]">
          <Radix.Content
            tabIndex={-1}
            aria-describedby={undefined}
            {...focus}
            className="mx-auto flex max-h-[75dvh] w-full max-w-xl animate-pop flex-col overflow-hidden rounded-xl border border-line bg-panel shadow-high outline-none"
          >
            <Radix.Title className="sr-only">{label}</Radix.Title>
            {children}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
