'use client'

import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { type ButtonLook, buttonStyle } from './button-style'
import { Spinner } from './spinner'
import { Tooltip } from './tooltip'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  variant?: ButtonLook['variant']
  size?: ButtonLook['size']
  /** Stands before the words and gives its place to the spinner. */
  icon?: ReactNode
  /** Work is under way: the button keeps its focus and width but does nothing. */
  loading?: boolean
  /** Why it cannot be pressed now. The button stays focusable, so the reason can be found and heard. */
  disabledReason?: string
}

// Handlers a trigger around the button may pass in (menus open on pointer down and on arrow keys).
const inertHandlers = {
  onClick: (event: React.SyntheticEvent) => event.preventDefault(),
  onPointerDown: undefined,
  onKeyDown: undefined,
  onKeyUp: undefined,
}

/** The one button. Use `disabledReason` rather than `disabled` wherever a reason can be told. */
export function Button({
  variant,
  size,
  icon,
  loading = false,
  disabledReason,
  className,
  children,
  ...rest
}: ButtonProps) {
  const inert = loading || disabledReason !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      {...(inert ? inertHandlers : {})}
      aria-disabled={inert || undefined}
      aria-busy={loading || undefined}
      aria-description={disabledReason ?? rest['aria-description']}
      className={clsx(buttonStyle({ variant, size }), className)}
    >
      {loading ? icon ? <Spinner /> : <Spinner className="absolute" /> : icon}
      {loading && !icon ? <span className="opacity-0">{children}</span> : children}
    </button>
  )
  if (disabledReason === undefined) return button
  return <Tooltip content={disabledReason}>{button}</Tooltip>
}
