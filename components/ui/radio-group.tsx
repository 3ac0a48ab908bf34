'use client'

import { clsx } from 'clsx'
import { RadioGroup as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

export type RadioOption<Value extends string = string> = {
  value: Value
  label: ReactNode
  hint?: ReactNode
  /** Why it cannot be chosen; stands in place of the hint. */
  disabledReason?: string
}

export type RadioGroupProps<Value extends string = string> = {
  options: readonly RadioOption<Value>[]
  value: Value | undefined
  onValueChange: (value: Value) => void
  /** `cards` frames every choice; for few choices that need a sentence each. */
  look?: 'plain' | 'cards'
  className?: string
  id?: string
  onBlur?: () => void
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  'aria-required'?: boolean
}

/** One of a few choices, all in sight. */
export function RadioGroup<Value extends string = string>({
  options,
  value,
  onValueChange,
  look = 'plain',
  className,
  ...rest
}: RadioGroupProps<Value>) {
  return (
    <Radix.Root
      {...rest}
      value={value ?? ''}
      onValueChange={(next) => onValueChange(next as Value)}
      className={clsx('flex flex-col', look === 'cards' ? 'gap-2' : 'gap-1.5', className)}
    >
      {options.map((option) => (
        <Choice key={option.value} option={option} look={look} />
      ))}
    </Radix.Root>
  )
}

function Choice({ option, look }: { option: RadioOption; look: 'plain' | 'cards' }) {
  const id = useId()
  const note = option.disabledReason ?? option.hint
  const isOff = option.disabledReason !== undefined
  return (
    <label
      htmlFor={id}
      className={clsx(
        'flex items-start gap-2.5',
        look === 'cards' &&
          'rounded-lg border border-line bg-panel px-3 py-2.5 transition-colors has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft/40',
        isOff ? 'text-ink-muted' : look === 'cards' && 'hover:border-control',
      )}
    >
      <Radix.Item
        id={id}
        value={option.value}
        disabled={isOff}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-panel transition-colors disabled:bg-sunken data-[state=checked]:border-accent"
      >
        <Radix.Indicator className="size-2 rounded-full bg-accent" />
      </Radix.Item>
      <span className="min-w-0">
        <span className={clsx(look === 'cards' && 'font-medium')}>{option.label}</span>
        {note !== undefined && (
          <span id={`${id}-note`} className="block text-ink-muted text-sm">
            {note}
          </span>
        )}
      </span>
    </label>
  )
}
