'use client'

import { createContext, type ReactNode, use } from 'react'

type Parts = typeof import('./menu-parts')

/** What an open menu is drawn with; the menu around provides it once it is fetched. */
export const MenuParts = createContext<Parts | null>(null)

function useParts(): Parts {
  const parts = use(MenuParts)
  if (!parts) throw new Error('a part of a menu stands outside of a menu')
  return parts
}

export type MenuItemProps = {
  children: ReactNode
  icon?: ReactNode
  onSelect?: (event: Event) => void
  /** Keys shown at the end of the row, such as `E`. The screen binds them. */
  shortcut?: string
  /** Why it cannot be chosen now. It stays reachable, and the reason stands under the words. */
  disabledReason?: string
  /** Colours what destroys something. */
  danger?: boolean
  /** The only child is a link that becomes the row. */
  asChild?: boolean
}

/** One action of a menu. */
export function MenuItem(props: MenuItemProps) {
  const parts = useParts()
  return <parts.MenuItem {...props} />
}

export type MenuCheckboxItemProps = {
  children: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Stay open, for choosing several in a row. */
  keepOpen?: boolean
}

/** A row that is on or off. */
export function MenuCheckboxItem(props: MenuCheckboxItemProps) {
  const parts = useParts()
  return <parts.MenuCheckboxItem {...props} />
}

export type MenuRadioGroupProps<Value extends string> = {
  value: Value
  onValueChange: (value: Value) => void
  options: readonly { value: Value; label: string; icon?: ReactNode; hint?: string }[]
}

/** Rows of which exactly one is chosen. */
export function MenuRadioGroup<Value extends string>(props: MenuRadioGroupProps<Value>) {
  const parts = useParts()
  return <parts.MenuRadioGroup {...props} />
}

/** A quiet heading over some items. */
export function MenuLabel(props: { children: ReactNode }) {
  const parts = useParts()
  return <parts.MenuLabel {...props} />
}

export function MenuSeparator() {
  const parts = useParts()
  return <parts.MenuSeparator />
}
