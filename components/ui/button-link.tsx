import Link from 'next/link'
import type { ReactNode } from 'react'
import { type ButtonLook, buttonStyle } from './button-style'
import { cx } from './class-names'

type Props = {
  href: string
  children: ReactNode
  variant?: ButtonLook['variant']
  size?: ButtonLook['size']
  icon?: ReactNode
  className?: string
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ href, children, variant, size, icon, className }: Props) {
  return (
    <Link href={href} className={cx(buttonStyle({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  )
}
