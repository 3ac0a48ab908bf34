'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { cloneElement, isValidElement, type ReactNode } from 'react'
import { cx } from './class-names'
import { Kbd } from './kbd'
import { floatRowStyle } from './overlay-style'

const itemStyle = cx(floatRowStyle, 'w-full data-highlighted:bg-sunken [&>svg]:text-ink-muted')

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
export function MenuItem({
  children,
  icon,
  onSelect,
  shortcut,
  disabledReason,
  danger,
  asChild = false,
}: MenuItemProps) {
  const isOff = disabledReason !== undefined
  return (
    <Radix.Item
      asChild={asChild && !isOff}
      aria-disabled={isOff || undefined}
      onSelect={(event) => (isOff ? event.preventDefault() : onSelect?.(event))}
      className={cx(
        itemStyle,
        danger && !isOff && 'text-bad data-highlighted:bg-bad-soft [&>svg]:text-bad',
      )}
    >
      {asChild && !isOff ? (
        rowAround(children, icon, shortcut)
      ) : (
        <>
          {icon}
          <span className="min-w-0 flex-1">
            <span className={cx('block', isOff && 'text-ink-muted')}>{children}</span>
            {isOff && <span className="block text-ink-muted text-xs">{disabledReason}</span>}
          </span>
          {shortcut !== undefined && !isOff && <Kbd>{shortcut}</Kbd>}
        </>
      )}
    </Radix.Item>
  )
}

// The link itself must be the only child: a fragment around it would swallow its role and its focus.
function rowAround(link: ReactNode, icon: ReactNode, shortcut: string | undefined): ReactNode {
  if (!isValidElement<{ children?: ReactNode }>(link)) return link
  return cloneElement(
    link,
    undefined,
    icon,
    <span key="words" className="min-w-0 flex-1">
      {link.props.children}
    </span>,
    shortcut !== undefined && <Kbd key="keys">{shortcut}</Kbd>,
  )
}

type MenuCheckboxItemProps = {
  children: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Stay open, for choosing several in a row. */
  keepOpen?: boolean
}

/** A row that is on or off. */
export function MenuCheckboxItem({
  children,
  checked,
  onCheckedChange,
  keepOpen,
}: MenuCheckboxItemProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => keepOpen && event.preventDefault()}
      className={cx(itemStyle, 'ps-8')}
    >
      <Radix.ItemIndicator className="absolute start-2 text-accent">
        <Check aria-hidden />
      </Radix.ItemIndicator>
      {children}
    </Radix.CheckboxItem>
  )
}

type MenuRadioGroupProps<Value extends string> = {
  value: Value
  onValueChange: (value: Value) => void
  options: readonly { value: Value; label: string; icon?: ReactNode; hint?: string }[]
}

/** Rows of which exactly one is chosen. */
export function MenuRadioGroup<Value extends string>({
  value,
  onValueChange,
  options,
}: MenuRadioGroupProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={cx(itemStyle, 'ps-8')}>
          <Radix.ItemIndicator className="absolute start-2 text-accent">
            <Check aria-hidden />
          </Radix.ItemIndicator>
          {option.icon}
          <span className="min-w-0">
            <span className="block truncate">{option.label}</span>
            {option.hint !== undefined && (
              <span className="block truncate text-ink-muted text-xs">{option.hint}</span>
            )}
          </span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}
