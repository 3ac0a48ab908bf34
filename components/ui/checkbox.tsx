'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names'

export type CheckboxProps = Omit<
  ComponentPropsWithRef<typeof Radix.Root>,
  'checked' | 'onCheckedChange'
> & {
  checked: boolean | 'indeterminate'
  onCheckedChange?: (checked: boolean) => void
}

/** A box to tick. Its label comes from a `<label>` around or beside it, or from `aria-label`. */
export function Checkbox({ className, onCheckedChange, ...rest }: CheckboxProps) {
  return (
    <Radix.Root
      {...rest}
      onCheckedChange={(next) => onCheckedChange?.(next === true)}
      className={cx(
        'group relative flex size-4 shrink-0 items-center justify-center rounded-xs border border-control bg-panel transition-colors',
        // The hit area is larger than the drawn box.
        'after:absolute after:-inset-1.5 after:content-[""]',
        'enabled:hover:border-ink-muted disabled:border-line disabled:bg-sunken',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        'aria-invalid:border-bad',
        className,
      )}
    >
      <Radix.Indicator className="text-on-accent">
        <Check
          aria-hidden
          strokeWidth={3}
          className="size-3 group-data-[state=indeterminate]:hidden"
        />
        <Minus
          aria-hidden
          strokeWidth={3}
          className="hidden size-3 group-data-[state=indeterminate]:block"
        />
      </Radix.Indicator>
    </Radix.Root>
  )
}
