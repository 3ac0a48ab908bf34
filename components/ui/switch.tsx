'use client'

import { clsx } from 'clsx'
import { Switch as Radix } from 'radix-ui'
import type { ComponentPropsWithRef } from 'react'

export type SwitchProps = ComponentPropsWithRef<typeof Radix.Root>

/** On or off, with effect at once. In a form that is sent later use a `Checkbox`. */
export function Switch({ className, ...rest }: SwitchProps) {
  return (
    <Radix.Root
      {...rest}
      className={clsx(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken transition-colors',
        'after:absolute after:-inset-1 after:content-[""] disabled:opacity-55',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent',
        className,
      )}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-ink-muted transition-transform data-[state=checked]:translate-x-[1.125rem] data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  )
}
