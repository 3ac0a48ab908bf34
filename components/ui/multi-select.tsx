'use client'

import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import type { Choice } from './choice-list'
import { onDemand } from './on-demand'
import { Popover } from './popover'

export type MultiSelectProps<Value extends string = string> = {
  /** What is chosen here: "Status". Also the words of the button. */
  label: string
  choices: readonly Choice<Value>[]
  values: readonly Value[]
  onValuesChange: (values: Value[]) => void
  searchPlaceholder: string
  emptyText: string
  icon?: ReactNode
  size?: 'sm' | 'md'
  disabled?: boolean
  className?: string
  /** Below the list, such as a button that takes all choices away. */
  footer?: ReactNode
}

const list = onDemand(() => import('./choice-list'))

/** Any number of choices behind one button, which tells how many are chosen. */
export function MultiSelect<Value extends string = string>({
  label,
  choices,
  values,
  onValuesChange,
  searchPlaceholder,
  emptyText,
  icon,
  size = 'md',
  disabled,
  className,
  footer,
}: MultiSelectProps<Value>) {
  const [query, setQuery] = useState('')
  const toggle = (value: Value) =>
    onValuesChange(
      values.includes(value) ? values.filter((other) => other !== value) : [...values, value],
    )
  const only = values.length === 1 ? choices.find(({ value }) => value === values[0]) : undefined
  return (
    <Popover
      label={label}
      needs={list}
      className="w-64 p-0"
      onOpenChange={() => setQuery('')}
      trigger={
        <Button
          size={size}
          icon={icon}
          disabled={disabled}
          className={clsx(values.length > 0 && 'border-accent bg-accent-soft/40', className)}
        >
          {label}
          {values.length > 0 && (
            <span className="tabular max-w-28 truncate text-accent">
              {only?.label ?? values.length}
            </span>
          )}
          <ChevronDown aria-hidden className="text-ink-muted" />
        </Button>
      }
    >
      {({ ChoiceList }) => (
        <>
          <ChoiceList
            label={label}
            choices={choices}
            isChosen={(value: Value) => values.includes(value)}
            onChoose={toggle}
            searchPlaceholder={searchPlaceholder}
            emptyText={emptyText}
            query={query}
            onQueryChange={setQuery}
          />
          {footer !== undefined && <div className="border-line border-t p-1">{footer}</div>}
        </>
      )}
    </Popover>
  )
}
