'use client'

import { clsx } from 'clsx'
import { Command } from 'cmdk'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { floatRowStyle } from '@/components/ui/overlay-style'

type ItemProps = {
  /** Unique among all items; what is typed is looked for in it. */
  value: string
  /** More words it may be found by. */
  keywords?: string[]
  icon: LucideIcon
  /** Quieter text at the end of the line. */
  hint?: ReactNode
  /** Stays whatever is typed: it was found elsewhere. */
  isFound?: boolean
  onSelect: () => void
  children: ReactNode
}

/** One line of the palette. */
export function PaletteItem({
  value,
  keywords,
  icon: Icon,
  hint,
  isFound,
  onSelect,
  children,
}: ItemProps) {
  return (
    <Command.Item
      value={value}
      forceMount={isFound}
      onSelect={onSelect}
      className={clsx(floatRowStyle, 'cursor-default data-[selected=true]:bg-sunken')}
      {...(keywords ? { keywords } : {})}
    >
      <Icon aria-hidden className="text-ink-muted" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="shrink-0 text-ink-muted text-sm">{hint}</span>}
    </Command.Item>
  )
}

type GroupProps = { heading: string; isFound?: boolean; children: ReactNode }

export function PaletteGroup({ heading, isFound, children }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      forceMount={isFound}
      className="pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}
