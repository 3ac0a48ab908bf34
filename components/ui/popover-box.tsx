'use client'

import { clsx } from 'clsx'
import { Popover as Radix } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'
import { floatStyle } from './overlay-style'
import { useAnchoredClose } from './use-anchored-close'

type PopoverBoxProps = {
  id: string
  /** The button that opened it. */
  anchor: RefObject<HTMLElement | null>
  label: string
  align: 'start' | 'center' | 'end'
  onClose: () => void
  className: string | undefined
  children: ReactNode
}

/** The open box of a popover. */
export function PopoverBox(props: PopoverBoxProps) {
  const { id, anchor, label, align, onClose, className, children } = props
  const closing = useAnchoredClose(anchor)
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          {...closing}
          className={clsx(
            floatStyle,
            'thin-scroll max-h-(--radix-popover-content-available-height) overflow-y-auto base:p-3',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
