import { clsx } from 'clsx'
import type { ComponentPropsWithRef } from 'react'
import { controlStyle } from './control-style'

export type TextareaProps = ComponentPropsWithRef<'textarea'> & { mono?: boolean }

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ mono, className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={clsx(
        controlStyle,
        'thin-scroll field-sizing-content base:max-h-96 base:min-h-20 px-2.5 py-1.5',
        mono && 'font-mono text-sm',
        className,
      )}
    />
  )
}
