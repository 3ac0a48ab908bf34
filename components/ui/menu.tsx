'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './class-names'
import { floatStyle } from './overlay-style'

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement
  /** `MenuItem`, `MenuCheckboxItem`, `MenuRadioGroup`, `MenuLabel`, `MenuSeparator`. */
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

/** A menu of actions at its trigger. */
export function Menu({
  trigger,
  children,
  align = 'end',
  open,
  onOpenChange,
  className,
}: MenuProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          className={cx(
            floatStyle,
            'thin-scroll max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto p-1',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A quiet heading over some items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="truncate px-2 pt-2 pb-1 font-medium text-ink-muted text-xs">
      {children}
    </Radix.Label>
  )
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
}
