import { cx } from './class-names'

/** A grey place holder of the final size. Say "loading" once in words elsewhere. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx('block h-4 animate-breathe rounded-sm bg-control/20', className)}
    />
  )
}
