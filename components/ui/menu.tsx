'use client'

import { Slot } from 'radix-ui'
import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react'
import { MenuParts } from './menu-item'
import { keepLetters, onDemand, useOnDemand } from './on-demand'

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement
  /** Parts of `menu-item`. Drawn when the menu is open. */
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
}

const code = onDemand(() => import('./menu-parts'))
const openingKeys = ['Enter', ' ', 'ArrowDown']

/**
 * A menu of actions at its trigger. Until somebody comes near, it is nothing but its button: the rows
 * of a table hold hundreds.
 */
export function Menu({ trigger, children, align = 'end', className }: MenuProps) {
  const id = useId()
  const anchor = useRef<HTMLElement>(null)
  const [openBy, setOpenBy] = useState<'key' | 'pointer'>()
  const parts = useOnDemand(code, openBy !== undefined)
  const prepare = () => void code.want()
  const toggle = (by: 'key' | 'pointer') => setOpenBy(openBy === undefined ? by : undefined)
  return (
    <>
      <Slot.Root
        ref={anchor}
        id={`${id}-of`}
        aria-haspopup="menu"
        aria-expanded={openBy !== undefined}
        aria-controls={openBy && parts ? id : undefined}
        data-state={openBy ? 'open' : 'closed'}
        onPointerEnter={prepare}
        onFocus={prepare}
        onPointerDown={(event: React.PointerEvent) => {
          if (event.button !== 0 || event.ctrlKey) return
          toggle('pointer')
          // Keeps the focus where it is until the menu takes it.
          if (openBy === undefined) event.preventDefault()
        }}
        onKeyDown={(event: React.KeyboardEvent) => {
          if (openBy && !parts) keepLetters(event)
          if (!openingKeys.includes(event.key)) return
          event.preventDefault()
          if (event.key !== 'ArrowDown' || openBy === undefined) toggle('key')
        }}
      >
        {trigger}
      </Slot.Root>
      {openBy && parts && (
        <parts.MenuBox
          id={id}
          anchor={anchor}
          align={align}
          byKey={openBy === 'key'}
          onClose={() => setOpenBy(undefined)}
          className={className}
        >
          <MenuParts value={parts}>{children}</MenuParts>
        </parts.MenuBox>
      )}
    </>
  )
}
