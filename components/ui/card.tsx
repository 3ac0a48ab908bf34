import { clsx } from 'clsx'
import type { ComponentPropsWithRef, ReactNode } from 'react'

/** A panel with a border. */
export function Card({ className, ...rest }: ComponentPropsWithRef<'section'>) {
  return <section {...rest} className={clsx('rounded-lg border border-line bg-panel', className)} />
}

type CardHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Buttons at the end of the line. */
  actions?: ReactNode
  /** For `aria-labelledby` of the card. */
  id?: string
}

export function CardHeader({ title, description, actions, id }: CardHeaderProps) {
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2">
      <div className="min-w-0 flex-1">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {description !== undefined && <p className="text-ink-muted text-sm">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex items-center gap-2">{actions}</div>}
    </header>
  )
}

export function CardBody({ className, ...rest }: ComponentPropsWithRef<'div'>) {
  return <div {...rest} className={clsx('p-4', className)} />
}
