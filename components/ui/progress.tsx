import { clsx } from 'clsx'
import { Progress as Radix } from 'radix-ui'
import type { Tone } from './tone'

type ProgressProps = {
  /** From 0 to 1; `null` while the length of the work is unknown. */
  value: number | null
  /** What is going on, for screen readers. */
  label: string
  /** The value in words, such as "41 %, 4 minutes left". */
  valueText?: string
  tone?: Extract<Tone, 'accent' | 'ok' | 'busy' | 'warn' | 'bad'>
  className?: string
}

const bars = {
  accent: 'bg-accent',
  ok: 'bg-ok',
  busy: 'bg-busy',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** A bar of known or unknown length. */
export function Progress({ value, label, valueText, tone = 'busy', className }: ProgressProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value))
  return (
    <Radix.Root
      value={share === null ? null : Math.floor(share * 100)}
      aria-label={label}
      aria-valuetext={valueText}
      className={clsx(
        'h-1.5 w-full overflow-hidden rounded-full bg-sunken ring-1 ring-control/40 ring-inset',
        className,
      )}
    >
      <Radix.Indicator
        className={clsx(
          'h-full rounded-full',
          bars[tone],
          share === null ? 'w-1/3 animate-slide' : 'w-full origin-left',
        )}
        style={share === null ? undefined : { transform: `translateX(${(share - 1) * 100}%)` }}
      />
    </Radix.Root>
  )
}
