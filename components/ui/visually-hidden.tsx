import type { ComponentPropsWithRef } from 'react'

/** Text for screen readers only. It cannot be selected, so copying a row stays clean. */
export function VisuallyHidden(props: ComponentPropsWithRef<'span'>) {
  return <span {...props} className="sr-only select-none" />
}
