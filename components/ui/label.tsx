import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names'

/** A field's label. */
export function Label({ className, ...rest }: ComponentPropsWithRef<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: callers pass htmlFor or wrap the control
  return <label {...rest} className={cx('font-medium text-ink text-sm', className)} />
}
