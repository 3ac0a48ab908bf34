'use client'

import { clsx } from 'clsx'
import { Tabs as Radix, Slot } from 'radix-ui'
import type { ReactNode } from 'react'

const barStyle =
  'thin-scroll flex items-stretch gap-5 overflow-x-auto overflow-y-hidden border-line border-b'
const tabStyle =
  'relative flex h-10 shrink-0 items-center gap-1.5 whitespace-nowrap text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full after:bg-transparent data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:after:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:bg-accent'

export type TabsProps<Value extends string> = {
  /** Accessible name of the row of tabs. */
  label: string
  tabs: readonly { value: Value; label: ReactNode; content: ReactNode }[]
  value?: Value
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  className?: string
}

/** Tabs within a page. Where every tab has its own address use `TabNav`. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  defaultValue,
  onValueChange,
  className,
}: TabsProps<Value>) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? tabs[0]?.value}
      onValueChange={(next) => onValueChange?.(next as Value)}
      className={className}
    >
      <Radix.List aria-label={label} className={barStyle}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={tabStyle}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

/** The same look for links: a row of `TabLink`. */
export function TabNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={clsx(barStyle)}>
      {children}
    </nav>
  )
}

type TabLinkProps = {
  /** This is the page being shown. */
  active: boolean
  /** One link of the router. */
  children: ReactNode
}

/** One tab that is a link. */
export function TabLink({ active, children }: TabLinkProps) {
  return (
    <Slot.Root aria-current={active ? 'page' : undefined} className={tabStyle}>
      {children}
    </Slot.Root>
  )
}
