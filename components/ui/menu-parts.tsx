'use client'

import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { Menu as Radix } from 'radix-ui/internal'
import { cloneElement, isValidElement, type ReactNode, type RefObject } from 'react'
import { Kbd } from './kbd'
import type { MenuCheckboxItemProps, MenuItemProps, MenuRadioGroupProps } from './menu-item'
import { floatRowStyle, floatStyle } from './overlay-style'
import { useAnchoredClose } from './use-anchored-close'

const plainItemStyle = clsx(floatRowStyle, 'w-full')
const itemStyle = clsx(plainItemStyle, 'data-highlighted:bg-sunken [&>svg]:text-ink-muted')

type MenuBoxProps = {
  id: string
  /** The button that opened it. */
  anchor: RefObject<HTMLElement | null>
  align: 'start' | 'center' | 'end'
  /** Opened by a key: the first row then has the focus. */
  byKey: boolean
  onClose: () => void
  className: string | undefined
  children: ReactNode
}

/** The open menu. */
export function MenuBox({ id, anchor, align, byKey, onClose, className, children }: MenuBoxProps) {
  const closing = useAnchoredClose(anchor)
  return (
    <Radix.Root open onOpenChange={onClose} modal={false}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-labelledby={anchor.current?.id}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          onEntryFocus={(event) => {
            if (!byKey || !(event.currentTarget instanceof HTMLElement)) return
            event.preventDefault()
            event.currentTarget.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
          }}
          {...closing}
          className={clsx(
            floatStyle,
            'thin-scroll max-h-(--radix-popper-available-height) min-w-48 max-w-80 overflow-y-auto p-1',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
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
      className={clsx(
        danger && !isOff
          ? [plainItemStyle, 'text-bad data-highlighted:bg-bad-soft [&>svg]:text-bad']
          : itemStyle,
      )}
    >
      {asChild && !isOff ? (
        rowAround(children, icon, shortcut)
      ) : (
        <>
          {icon}
          <span className="min-w-0 flex-1">
            <span className={clsx('block', isOff && 'text-ink-muted')}>{children}</span>
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
      className={clsx(itemStyle, 'ps-8')}
    >
      <Radix.ItemIndicator className="absolute start-2 text-accent">
        <Check aria-hidden />
      </Radix.ItemIndicator>
      {children}
    </Radix.CheckboxItem>
  )
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
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={clsx(itemStyle, 'ps-8')}
        >
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
