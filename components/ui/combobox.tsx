'use client'

import { clsx } from 'clsx'
import { Command } from 'cmdk'
import { ChevronDown } from 'lucide-react'
import { Popover as Radix } from 'radix-ui'
import { type Ref, useState } from 'react'
import { type Choice, ChoiceList, choiceRowStyle } from './choice-list'
import { controlHeight, controlStyle } from './control-style'
import { floatStyle } from './overlay-style'

export type ComboboxProps = {
  choices: readonly Choice[]
  value: string | undefined
  onValueChange: (value: string) => void
  /** Shown while nothing is chosen. */
  placeholder: string
  searchPlaceholder: string
  emptyText: string
  /** Lets people use what they typed: given the text, says what choosing it does. */
  customLabel?: (query: string) => string
  /** For choices that come from a search: called with what is typed, and the list is not filtered. */
  onSearch?: (query: string) => void
  loading?: boolean
  size?: 'sm' | 'md'
  mono?: boolean
  id?: string
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

/** One of many choices, found by typing. */
export function Combobox({
  choices,
  value,
  onValueChange,
  placeholder,
  searchPlaceholder,
  emptyText,
  customLabel,
  onSearch,
  loading,
  size = 'md',
  mono,
  className,
  ...trigger
}: ComboboxProps) {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const chosen = choices.find((choice) => choice.value === value)
  const typed = query.trim()
  const canUseTyped =
    customLabel !== undefined &&
    typed !== '' &&
    !choices.some((choice) => choice.value === typed || choice.label === typed)
  const search = (next: string) => {
    setQuery(next)
    onSearch?.(next)
  }
  const choose = (next: string) => {
    onValueChange(next)
    search('')
    setOpen(false)
  }
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={isOpen}
          {...trigger}
          className={clsx(
            controlStyle,
            controlHeight[size],
            'inline-flex items-center justify-between gap-2 px-2.5 text-start',
            className,
          )}
        >
          <span
            className={clsx(
              'truncate',
              value === undefined && 'text-ink-muted',
              mono && value !== undefined && 'font-mono text-sm',
            )}
          >
            {chosen?.label ?? value ?? placeholder}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={trigger['aria-label'] ?? searchPlaceholder}
          className={clsx(floatStyle, 'w-(--radix-popover-trigger-width) min-w-60')}
        >
          <ChoiceList
            label={trigger['aria-label'] ?? searchPlaceholder}
            choices={choices}
            isChosen={(candidate) => candidate === value}
            onChoose={choose}
            searchPlaceholder={searchPlaceholder}
            emptyText={emptyText}
            query={query}
            onQueryChange={search}
            shouldFilter={onSearch === undefined}
            loading={loading}
            extra={
              canUseTyped ? (
                <Command.Item
                  forceMount
                  value={`custom ${typed}`}
                  onSelect={() => choose(typed)}
                  className={choiceRowStyle}
                >
                  <span className="truncate">{customLabel(typed)}</span>
                </Command.Item>
              ) : undefined
            }
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
