'use client'

import { Slot } from 'radix-ui'
import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { type OnDemand, onDemand, useOnDemand } from './on-demand'

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement
  /** Accessible name of the box. */
  label: string
  /** Drawn when the box is open. A function is called only then, when `needs` is there. */
  children: ReactNode | (() => ReactNode)
  /** Code of the content: the box opens once it is fetched, so that its first field has the focus. */
  needs?: OnDemand<unknown>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  className?: string
}

const code = onDemand(() => import('./popover-box'))

/** A small box of controls at its trigger. Until somebody comes near, it is nothing but its button. */
export function Popover({
  trigger,
  label,
  children,
  needs = code,
  open,
  onOpenChange,
  align = 'start',
  className,
}: PopoverProps) {
  const id = useId()
  const anchor = useRef<HTMLElement>(null)
  const [isOwnOpen, setOwnOpen] = useState(false)
  const isOpen = open ?? isOwnOpen
  const box = useOnDemand(code, isOpen)
  const content = useOnDemand(needs, isOpen)
  const setOpen = (next: boolean) => {
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  const prepare = () => {
    void code.want()
    void needs.want()
  }
  const isDrawn = isOpen && box !== undefined && content !== undefined
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isDrawn ? id : undefined}
        data-state={isOpen ? 'open' : 'closed'}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </Slot.Root>
      {isDrawn && (
        <box.PopoverBox
          id={id}
          anchor={anchor}
          label={label}
          align={align}
          onClose={() => setOpen(false)}
          className={className}
        >
          {typeof children === 'function' ? children() : children}
        </box.PopoverBox>
      )}
    </>
  )
}
