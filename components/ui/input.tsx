import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { controlHeight, controlStyle } from './control-style'

export type InputProps = Omit<ComponentPropsWithRef<'input'>, 'size'> & {
  size?: 'sm' | 'md'
  /** For ids, hashes, keys and addresses. */
  mono?: boolean
  /** An icon inside, before the text. */
  leading?: ReactNode
  /** A unit or a small button inside, after the text. */
  trailing?: ReactNode
}

/** One line of text. Its label comes from a `Field` or from `aria-label`. */
export function Input({ size = 'md', mono, leading, trailing, className, ...rest }: InputProps) {
  const look = clsx(
    controlStyle,
    controlHeight[size],
    'px-2.5 text-ellipsis',
    mono && 'font-mono text-sm',
    leading !== undefined && 'ps-8',
    trailing !== undefined && 'pe-9',
  )
  if (leading === undefined && trailing === undefined) {
    return <input type="text" {...rest} className={clsx(look, className)} />
  }
  return (
    <span className={clsx('relative flex base:w-full items-center', className)}>
      {leading !== undefined && (
        <span className="pointer-events-none absolute start-2.5 flex text-ink-muted [&_svg]:size-4">
          {leading}
        </span>
      )}
      <input type="text" {...rest} className={look} />
      {trailing !== undefined && (
        <span className="absolute end-1 flex items-center px-1 text-sm text-ink-muted">
          {trailing}
        </span>
      )}
    </span>
  )
}
