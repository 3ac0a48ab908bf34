/** The look shared by everything one types or chooses in. */
export const controlStyle = [
  'base:w-full min-w-0 rounded-md border border-control bg-panel base:text-base text-ink transition-colors',
  'hover:border-ink-muted',
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent',
  'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-muted',
  // Not the `read-only` variant: that one also matches buttons.
  '[&[readonly]]:bg-sunken',
  'aria-invalid:border-bad aria-invalid:focus-visible:outline-bad',
].join(' ')

/** Heights of one-line controls, equal to the heights of buttons. */
export const controlHeight = {
  sm: 'h-7 text-sm touch:h-9',
  md: 'h-8 touch:h-10',
}
