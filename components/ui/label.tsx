import { clsx } from 'clsx'
import type { ComponentPropsWithRef } from 'react'

/** A field's label. */
export function Label({ className, ...rest }: ComponentPropsWithRef<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: callers pass htmlFor or wrap the control
  return <label {...rest} className={clsx('font-medium text-ink text-sm', className)} />
}
