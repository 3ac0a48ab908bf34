import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names'
import { controlStyle } from './control-style'

export type TextareaProps = ComponentPropsWithRef<'textarea'> & { mono?: boolean }

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ mono, className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={cx(
        controlStyle,
        'thin-scroll field-sizing-content max-h-96 min-h-20 px-2.5 py-1.5',
        mono && 'font-mono text-sm',
        className,
      )}
    />
  )
}
