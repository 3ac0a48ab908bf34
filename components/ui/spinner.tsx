import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'

type SpinnerProps = {
  /** Spoken text. Leave it out where words beside the spinner already say it. */
  label?: string
  className?: string
}

/** A small turning ring for work of unknown length. */
export function Spinner({ label, className }: SpinnerProps) {
  const ring = (
    <LoaderCircle aria-hidden className={clsx('size-4 shrink-0 animate-turn', className)} />
  )
  if (label === undefined) return ring
  return (
    <span role="status" className="inline-flex">
      {ring}
      <span className="sr-only">{label}</span>
    </span>
  )
}
