import { clsx } from 'clsx'
import { Slot } from 'radix-ui'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { type ButtonLook, buttonStyle } from './button-style'

type ButtonLinkProps = ComponentPropsWithRef<'a'> & {
  variant?: ButtonLook['variant']
  size?: ButtonLook['size']
  icon?: ReactNode
  /** The only child is the router's own link. */
  asChild?: boolean
}

/** A link that looks like a button. */
export function ButtonLink({
  variant,
  size,
  icon,
  asChild,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  const Link = asChild ? Slot.Root : 'a'
  return (
    <Link {...rest} className={clsx(buttonStyle({ variant, size }), className)}>
      {icon}
      <Slot.Slottable>{children}</Slot.Slottable>
    </Link>
  )
}
