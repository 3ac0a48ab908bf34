import { clsx } from 'clsx'

/** A grey place holder of the final size. Say "loading" once in words elsewhere. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx('base:h-4 block animate-breathe rounded-sm bg-control/20', className)}
    />
  )
}
