'use client'

import { Slot } from 'radix-ui'
import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { keepLetters, type OnDemand, onDemand, useOnDemand } from './on-demand'

export type PopoverProps<Module> = {
  /** The button that opens it. */
  trigger: ReactElement
  /** Accessible name of the box. */
  label: string
  /** Code of the content: the box opens once it is fetched, so that its first field has the focus. */
  needs: OnDemand<Module>
  /** Draws the content of the open box. */
  children: (code: Module) => ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  className?: string
}

const code = onDemand(() => import('./popover-box'))

/** A small box of controls at its trigger. Until somebody comes near, it is nothing but its button. */
export function Popover<Module>({
  trigger,
  label,
  children,
  needs,
  open,
  onOpenChange,
  align = 'start',
  className,
}: PopoverProps<Module>) {
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
        onKeyDown={isOpen && !isDrawn ? keepLetters : undefined}
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
          {children(content)}
        </box.PopoverBox>
      )}
    </>
  )
}
