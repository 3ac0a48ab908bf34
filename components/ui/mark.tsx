/** The product's sign: a display case with three panes. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect x="3" y="5" width="26" height="22" rx="4" fill="var(--accent)" />
      <rect x="6.5" y="8.5" width="9" height="15" rx="1.5" fill="var(--panel)" />
      <rect x="18" y="8.5" width="7.5" height="6.5" rx="1.5" fill="var(--panel)" opacity="0.75" />
      <rect x="18" y="17" width="7.5" height="6.5" rx="1.5" fill="var(--panel)" opacity="0.5" />
    </svg>
  )
}
