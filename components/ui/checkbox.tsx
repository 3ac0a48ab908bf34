'use client'

import { clsx } from 'clsx'
import { Check, Minus } from 'lucide-react'
import { type ComponentPropsWithoutRef, type Ref, useLayoutEffect, useRef } from 'react'

export type CheckboxProps = Omit<ComponentPropsWithoutRef<'input'>, 'checked' | 'type' | 'size'> & {
  checked: boolean | 'indeterminate'
  onCheckedChange?: (checked: boolean) => void
  ref?: Ref<HTMLInputElement>
}

/**
 * A box to tick: the browser's own under a drawn one, since tables hold hundreds of them. Its label
 * comes from a `<label>` around or beside it, or from `aria-label`.
 */
export function Checkbox({ checked, onCheckedChange, className, ref, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    // Only a script can set this, and every click takes it away.
    if (box.current) box.current.indeterminate = checked === 'indeterminate'
  })
  return (
    <span className={clsx('relative inline-flex size-4 shrink-0', className)}>
      <input
        {...rest}
        ref={(node) => {
          box.current = node
          if (typeof ref === 'function') ref(node)
          else if (ref) ref.current = node
        }}
        type="checkbox"
        checked={checked === true}
        onChange={(event) => {
          rest.onChange?.(event)
          onCheckedChange?.(event.target.checked)
        }}
        // The hit area is larger than the drawn box.
        className="peer absolute -inset-1.5 z-1 m-0 size-7 opacity-0"
      />
      <span
        aria-hidden
        className={clsx(
          'flex size-4 rounded-xs border border-control bg-panel transition-colors',
          'peer-enabled:peer-hover:border-ink-muted peer-disabled:border-line peer-disabled:bg-sunken',
          'peer-checked:border-accent peer-checked:bg-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent',
          'peer-checked:peer-disabled:border-control peer-checked:peer-disabled:bg-control',
          'peer-aria-invalid:border-bad',
          'peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2',
        )}
      />
      <Check
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block peer-indeterminate:hidden peer-disabled:text-panel"
      />
      <Minus
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-indeterminate:block"
      />
    </span>
  )
}
