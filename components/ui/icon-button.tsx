'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon'> & {
  /** Accessible name, and the tooltip. */
  label: string
  /** The icon. */
  children: ReactNode
}

const squares = { xs: 'w-6', sm: 'w-7 touch:w-9', md: 'w-8 touch:w-10', lg: 'w-10 touch:w-11' }

/** A square button with an icon; its name shows as a tooltip. */
export function IconButton({ label, children, className, ...rest }: IconButtonProps) {
  const button = (
    <Button
      variant="ghost"
      {...rest}
      aria-label={rest['aria-label'] ?? label}
      className={clsx('px-0', squares[rest.size ?? 'md'], className)}
    >
      {children}
    </Button>
  )
  // With a reason the button already brings its own tooltip.
  if (rest.disabledReason !== undefined) return button
  return (
    <Tooltip content={label} isName>
      {button}
    </Tooltip>
  )
}
