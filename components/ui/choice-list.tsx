'use client'

import { clsx } from 'clsx'
import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { floatRowStyle } from './overlay-style'
import { Spinner } from './spinner'

export type Choice<Value extends string = string> = {
  value: Value
  label: string
  hint?: string
  icon?: ReactNode
  /** More words that find it. */
  keywords?: string[]
  disabled?: boolean
}

type ChoiceListProps<Value extends string> = {
  label: string
  choices: readonly Choice<Value>[]
  isChosen: (value: Value) => boolean
  onChoose: (value: Value) => void
  searchPlaceholder: string
  emptyText: string
  query: string
  onQueryChange: (query: string) => void
  /** `false` when the choices already answer the query, as with a search on the server. */
  shouldFilter?: boolean
  loading?: boolean
  /** Drawn after the choices; receives nothing from the filter. */
  extra?: ReactNode
}

/** The searchable list inside `Combobox` and `MultiSelect`. */
export function ChoiceList<Value extends string>({
  label,
  choices,
  isChosen,
  onChoose,
  searchPlaceholder,
  emptyText,
  query,
  onQueryChange,
  shouldFilter = true,
  loading,
  extra,
}: ChoiceListProps<Value>) {
  return (
    <Command label={label} loop shouldFilter={shouldFilter} className="flex max-h-80 flex-col">
      <div className="flex items-center border-line border-b px-3">
        <Command.Input
          value={query}
          onValueChange={onQueryChange}
          placeholder={searchPlaceholder}
          aria-label={searchPlaceholder}
          className="h-9 w-full min-w-0 bg-transparent text-base outline-none"
        />
        {loading && <Spinner className="text-ink-muted" />}
      </div>
      <Command.List
        label={label}
        className="thin-scroll min-h-0 flex-1 scroll-py-1 overflow-y-auto p-1"
      >
        {!loading && extra === undefined && (
          <Command.Empty className="px-2 py-4 text-center text-ink-muted text-sm">
            {emptyText}
          </Command.Empty>
        )}
        {choices.map((choice) => (
          <Command.Item
            key={choice.value}
            value={choice.value}
            keywords={[choice.label, ...(choice.keywords ?? [])]}
            disabled={choice.disabled}
            aria-checked={isChosen(choice.value)}
            onSelect={() => onChoose(choice.value)}
            className={choiceRowStyle}
          >
            {choice.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{choice.label}</span>
              {choice.hint !== undefined && (
                <span className="block truncate text-ink-muted text-xs">{choice.hint}</span>
              )}
            </span>
            {isChosen(choice.value) && <Check aria-hidden className="text-accent" />}
          </Command.Item>
        ))}
        {extra}
      </Command.List>
    </Command>
  )
}

export const choiceRowStyle = clsx(
  floatRowStyle,
  'data-[selected=true]:bg-sunken data-[disabled=true]:text-ink-muted',
)
