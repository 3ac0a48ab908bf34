'use client'

import { clsx } from 'clsx'
import { RadioGroup as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export type SegmentedProps<Value extends string> = {
  /** Accessible name of the whole. */
  label: string
  options: readonly { value: Value; label: string; icon?: ReactNode; iconOnly?: boolean }[]
  value: Value
  onValueChange: (value: Value) => void
  size?: 'sm' | 'md'
  className?: string
}

/** Two to five views of the same thing, exactly one chosen. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = 'md',
  className,
}: SegmentedProps<Value>) {
  return (
    <Radix.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={clsx(
        'inline-flex items-stretch gap-0.5 rounded-md border border-line bg-sunken p-0.5',
        size === 'sm' ? 'h-7 text-sm touch:h-9' : 'h-8 touch:h-10',
        className,
      )}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          aria-label={option.iconOnly ? option.label : undefined}
          title={option.iconOnly ? option.label : undefined}
          className="inline-flex items-center gap-1.5 rounded-sm border border-transparent px-2.5 text-ink-soft transition-colors hover:text-ink focus-visible:outline-offset-0 data-[state=checked]:border-control/60 data-[state=checked]:bg-panel data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:shadow-low [&_svg]:size-4"
        >
          {option.icon}
          {!option.iconOnly && option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}
