import { cva, type VariantProps } from 'class-variance-authority'

const greyWhenOff =
  'disabled:border-line disabled:bg-sunken aria-disabled:not-aria-busy:border-line aria-disabled:not-aria-busy:bg-sunken'

/** Classes of a button, also for a link that should look like one. */
export const buttonStyle = cva(
  [
    'relative inline-flex shrink-0 select-none items-center base:justify-center whitespace-nowrap',
    'border font-medium transition-colors [&_svg]:shrink-0',
    // Not by opacity: that would fade the focus ring too, and the words must stay readable.
    'disabled:text-ink-muted disabled:shadow-none',
    'aria-disabled:not-aria-busy:text-ink-muted aria-disabled:not-aria-busy:shadow-none',
  ],
  {
    variants: {
      variant: {
        primary: [
          greyWhenOff,
          'border-transparent bg-accent text-on-accent not-aria-disabled:enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover',
        ],
        secondary: [
          greyWhenOff,
          'base:border-control/60 base:bg-panel base:text-ink shadow-low not-aria-disabled:enabled:hover:border-control not-aria-disabled:enabled:hover:bg-sunken data-[state=open]:bg-sunken [a&]:hover:bg-sunken',
        ],
        ghost:
          'border-transparent disabled:border-transparent disabled:bg-transparent aria-disabled:not-aria-busy:border-transparent aria-disabled:not-aria-busy:bg-transparent text-ink-soft not-aria-disabled:enabled:hover:bg-sunken not-aria-disabled:enabled:hover:text-ink data-[state=open]:bg-sunken [a&]:hover:bg-sunken [a&]:hover:text-ink',
        danger: [
          greyWhenOff,
          'border-transparent bg-bad-fill text-on-bad not-aria-disabled:enabled:hover:bg-bad-fill-hover focus-visible:outline-bad',
        ],
      },
      size: {
        xs: 'h-6 gap-1 rounded-sm base:px-1.5 text-xs [&_svg]:size-3.5',
        sm: 'h-7 gap-1.5 rounded-md base:px-2 text-sm touch:h-9 [&_svg]:size-4',
        md: 'h-8 gap-1.5 rounded-md base:px-3 text-base touch:h-10 [&_svg]:size-4',
        lg: 'h-10 gap-1.5 rounded-md base:px-4 text-base touch:h-11 [&_svg]:size-4',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonLook = VariantProps<typeof buttonStyle>
