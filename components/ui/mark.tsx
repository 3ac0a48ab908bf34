import { clsx } from 'clsx'

/** The mark of Vitrine: a case with a glass door ajar. The name stands beside it or on the link around it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={clsx('base:size-5 shrink-0', className)}>
      <rect
        x="3"
        y="2.75"
        width="18"
        height="18.5"
        rx="3.25"
        fill="none"
        className="stroke-ink"
        strokeWidth="1.75"
      />
      <path d="M3.9 5.6 11 8.1v11.6l-7.1-1.9z" className="fill-accent" />
      <path
        d="M14 9.25h4M14 13.25h4"
        className="stroke-ink"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
    </svg>
  )
}
