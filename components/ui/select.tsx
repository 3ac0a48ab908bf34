'use client'

import { clsx } from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode, Ref } from 'react'
import { controlHeight, controlStyle } from './control-style'
import { floatRowStyle, floatStyle } from './overlay-style'

export type SelectOption<Value extends string = string> = {
  /** Not empty: an empty value cannot be told from "nothing chosen". */
  value: Value
  label: string
  hint?: string
  icon?: ReactNode
  disabled?: boolean
}

export type SelectProps<Value extends string = string> = {
  options: readonly SelectOption<Value>[]
  value: Value | undefined
  onValueChange: (value: Value) => void
  placeholder?: string
  size?: 'sm' | 'md'
  id?: string
  name?: string
  disabled?: boolean
  className?: string
  ref?: Ref<HTMLButtonElement>
  onBlur?: () => void
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  'aria-required'?: boolean
}

/** One of a few known choices. For long lists use `Combobox`. */
export function Select<Value extends string = string>({
  options,
  value,
  onValueChange,
  placeholder,
  size = 'md',
  name,
  disabled,
  className,
  ...trigger
}: SelectProps<Value>) {
  return (
    <Radix.Root
      value={value ?? ''}
      onValueChange={(next) => onValueChange(next as Value)}
      name={name}
      disabled={disabled}
    >
      <Radix.Trigger
        {...trigger}
        className={clsx(
          controlStyle,
          controlHeight[size],
          'inline-flex items-center justify-between gap-2 px-2.5 text-start data-placeholder:text-ink-muted',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={clsx(
            floatStyle,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)',
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={clsx(
                  floatRowStyle,
                  'pe-8 data-disabled:text-ink-muted data-highlighted:bg-sunken',
                )}
              >
                {option.icon}
                <span className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint !== undefined && (
                    <span className="block text-ink-muted text-xs">{option.hint}</span>
                  )}
                </span>
                <Radix.ItemIndicator className="absolute end-2 text-accent">
                  <Check aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
